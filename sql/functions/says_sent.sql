-- Whether a customer says that what was asked for was sent, by whatever way.
--
-- text  varchar  of the customer's post
--
-- Returns: boolean
--
-- Case: says_sent('DM sent.') = true
-- Case: says_sent('I sent it twice, last time on Friday') = true
-- Case: says_sent('Just messaged you') = true
-- Case: says_sent('I have emailed you the receipts') = true
-- Case: says_sent('Have sent you a dm') = true
-- Case: says_sent('Who sent this plane?') = false
-- Case: says_sent('Still waiting for a reply.') = false
-- Case: says_sent(null) = null
create or replace macro says_sent(text) as (
    regexp_matches(
        lower(text),
        '\b(dms?|pms?|messages?|mails?|e-?mails?|details) (is |are |was |were )?(just )?sent\b'
        || '|\bsent (it|you|them|the|my|a|an|another) ?\b'
        || '|\b(messaged|(dm|pm|e-?mail|mail|dm''|pm'')e?d) you\b'
    )
);
