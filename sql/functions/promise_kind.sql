-- What a sentence of the brand promises: call, reply, update, money or service.
--
-- A promise is something that the brand (or somebody for it) will do. Questions, wishes,
-- conditions, refusals and what the customer has to do are none, nor what is only aimed at or hoped
-- for. Money and service are promises only where a time stands with them, which promises asks for.
-- English.
--
-- sentence  varchar  lower case, as promise_sentences gives it; null: nothing is promised
--
-- Returns: varchar  null: none of these
--
-- Case: promise_kind('someone will call you.') = 'call'
-- Case: promise_kind('our mobility team calls you before 13:55.') = 'call'
-- Case: promise_kind('you''ll hear from me by 10:45.') = 'reply'
-- Case: promise_kind('a member of our team will be in touch.') = 'reply'
-- Case: promise_kind('next update at 18:30.') = 'update'
-- Case: promise_kind('we''ll keep you posted.') = 'update'
-- Case: promise_kind('the second £40 goes back today.') = 'money'
-- Case: promise_kind('check-in runs again at 21:10.') = 'service'
-- Case: promise_kind('check-in runs again since 21:10.') = null
-- Case: promise_kind('send us a note and our team will be in touch.') = null
-- Case: promise_kind('once you have sent it, we''ll call you.') = null
-- Case: promise_kind('our team aims to reply within 24 hours.') = null
-- Case: promise_kind('will somebody call you?') = null
-- Case: promise_kind('we have responded to your dm.') = null
-- Case: promise_kind('refunds take 5 to 7 days at the moment.') = null
-- Case: promise_kind(null) = null
create or replace macro promise_kind(sentence) as (
    case
        when
            regexp_matches(
                sentence,
                '\?\s*$|\b(if|once|unless|please|could you|can you|have you|did you|do you)\b'
                || '|\b(won''t|will not|cannot|can''t|unable|not able|aims? to|hope|try to'
                || '|may|might)\b'
                || '|\b(since|earlier|ago)\b|\bwe can [a-z]|\b24/7\b|^\W*let''s\b'
                || '|^\W*(send|dm|pm|drop|shoot|contact|connect|write|message|call|email'
                || '|check|visit'
                || '|follow|let us|feel free|reach out|see you|look out|help us)(\s|$)'
            )
            then null
        when
            regexp_matches(
                sentence,
                '(\bwill|''ll|going to)( \w+){0,3} (call|ring|phone|telephone)( you\b| back\b|\W*$)'
                || '|\b(calls|rings|phones|telephones) you\b'
                || '|(\bwill|''ll)( \w+){0,2} give you a (call|ring)\b'
                || '|\byou(''ll| will)( \w+){0,2} (get|receive) a (phone )?call\b'
                || '|\bexpect (a|our) (phone )?call\b|\basked [\w ]+ to (call|ring|phone) you\b'
                || '|\b(will|''ll) be calling\b|^\W*(calling|ringing) you (back )?(now|shortly)\b'
            )
            then 'call'
        when
            regexp_matches(
                sentence,
                '\bnext update\b|(\bwill|''ll)( \w+){0,3} (keep you( \w+)? (posted'
                || '|updated|informed)'
                || '|let you know|update (you|this|here)|(post|share|provide|have) (an |any'
                || ' |more )?'
                || 'updates?)\b|\byou(''ll| will)( \w+){0,2} (get|receive) (an? |more )?updates?\b'
                || '|\b(will|''ll) be (updated|updating)\b|\b(more|further) (news|information) '
                || '(at|by|before|within)\b|\b(expect|look for) (an|our|more) updates?\b'
            )
            then 'update'
        when
            regexp_matches(
                sentence,
                '(\bwill|''ll|going to)( \w+){0,7} (reply|respond|answer|get back|be (back )?in '
                || '(touch|contact)|get in (touch|contact)|follow up( with (you|next'
                || '|more)\b|\W*$)|come back to you|reach out'
                || '|be with you|(email|e-mail|contact|message|dm|pm|write|write to) you)\b'
                || '|(\bwill|''ll)( \w+){0,2} be( \w+){0,2} (responding|replying|contacting'
                || '|reaching '
                || 'out|in touch|in contact)\b'
                || '|\byou(''ll| will| should)( \w+){0,2} (hear|receive|get) (back|from|an? (email'
                || '|e-mail|reply|answer|response|message))\b'
                || '|\bexpect (an?|our) (email|e-mail|reply|answer|response|message)\b'
                || '|\b(emails|contacts|messages|writes to) you\b'
            )
            then 'reply'
        when
            regexp_matches(
                sentence,
                '\b(refund|payment|charge|fee|duplicate|money|hold|credit|amount|cash)|[£$€]'
            )
            and regexp_matches(
                sentence,
                '\bgoes? back\b|\b(will|''ll) be( \w+)? (refunded|credited|paid|returned'
                || '|reversed)\b'
                || '|\b(is|are|gets?) (being )?(reversed|returned|credited|paid back)\b'
                || '|\bdrops? off\b'
                || '|\bbanks? needs?\b|\bback (in|on|to) your\b'
                || '|(\bwill|''ll)( \w+){0,2} (refund|credit|pay|return|process)\b'
                || '|(\bwill|''ll) (appear|arrive|show|reach|be (with you|in your))\b'
            )
            then 'money'
        when
            regexp_matches(
                sentence,
                '\b(be|is|are|comes?|gets?)( \w+)? back (on|up|online|in service|to'
                || ' normal)\b|\b(runs?|works?|opens?|starts?) again\b'
                || '|\bre-?open(s|ed)?\b|\b(plans?|planned|due|scheduled) to (deliver|arrive|be '
                || 'delivered|be fixed)\b|\bgets a reset\b|\b(open|start)s? [\w ]+ (from'
                || '|by) tomorrow\b'
                || '|(\bwill|''ll)( \w+){0,3} (be( \w+)? (fixed|back|restored|delivered'
                || '|sent|shipped'
                || '|dispatched|resolved|repaired|replaced|ready|available|installed|reset|sorted)'
                || '|check|fix|repair|deliver|send|ship|restore|resolve|replace|reissue|match|find'
                || '|sort|finish|arrive)\b'
            )
            then 'service'
    end
);
