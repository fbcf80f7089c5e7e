-- Whether a reply asks the customer for something, so that the next word is the customer's.
--
-- A question mark, or a wish for a message, a photograph, a number or details. An offer asks for
-- nothing: "write to us if anything is open" closes a reply. English words; in other languages the
-- question mark alone tells.
--
-- text  varchar  of the brand's post; null: nothing is known
--
-- Returns: boolean
--
-- Case: asks_back('Which flight was it?') = true
-- Case: asks_back('Please DM us your booking number and email.') = true
-- Case: asks_back('Send us a private message with your details and we''ll check.') = true
-- Case: asks_back('Your refund left us on Monday.') = false
-- Case: asks_back('See https://acme.example/help?page=2') = false
-- Case: asks_back('Please have patience.') = false
-- Case: asks_back('Passed on. Please write to us with XCF301 if anything is open.') = false
-- Case: asks_back('Please DM us if you need more help.') = false
-- Case: asks_back('Please DM us your number. Write to us if anything is open.') = true
-- Case: asks_back(null) = null
create or replace macro asks_back(text) as (
    regexp_matches(regexp_replace(lower(text), 'https?://\S+', ' ', 'g'), '\?')
    or regexp_matches(
        regexp_replace(
            lower(text), '[^.!?]*\bif (anything|something|you need)\b[^.!?]*', ' ', 'g'
        ),
        '\b(please|kindly|can you|could you|would you)( also| just)? '
        || '(dm|pm|send|share|provide|tell|confirm|message|write|fill|email|contact|reply)\b'
        || '|^(@\S+ )*(dm|send|message|email|write to) us\b|[.!,:] *(dm|send|message|write to) us\b'
    )
);
