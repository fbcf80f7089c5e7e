-- What makes a sentence a promise in English, as regular expressions: the words are data.
--
-- Parts: none (a question, wish, condition, refusal, what the customer does, and what is over: no
-- promise), call, update, reply, service, money (of which it is) and paid (what becomes of it);
-- money is promised where both of the last two are found. In lower case, without accents.
--
-- part  varchar  none, call, update, reply, service, money, paid; a constant, so that an expression
--                is made once for all rows
--
-- Returns: varchar  alternatives with | between them; null: no such part
--
-- Case: promise_english('update') like '%next update%' = true
-- Case: promise_english('other') = null
create or replace macro promise_english(part) as (
    case part
        when 'none'
            then
                '\?\s*$|\b(if|once|unless|please|could you|can you|have you|did you|do you)\b'
                || '|\b(won''t|will not|cannot|can''t|unable|not able|aims? to|hope|try to'
                || '|may|might)\b'
                || '|\b(since|earlier|ago)\b|\bwe can [a-z]|\b24/7\b|^\W*let''s\b'
                || '|^\W*(send|dm|pm|drop|shoot|contact|connect|write|message|call|email'
                || '|check|visit'
                || '|follow|let us|feel free|reach out|see you|look out|help us)(\s|$)'
        when 'call'
            then
                '(\bwill|''ll|going to)( \w+){0,3} (call|ring|phone|telephone)( you\b| back\b|\W*$)'
                || '|\b(calls|rings|phones|telephones) you\b'
                || '|(\bwill|''ll)( \w+){0,2} give you a (call|ring)\b'
                || '|\byou(''ll| will)( \w+){0,2} (get|receive) a (phone )?call\b'
                || '|\bexpect (a|our) (phone )?call\b|\basked [\w ]+ to (call|ring|phone) you\b'
                || '|\b(will|''ll) be calling\b|^\W*(calling|ringing) you (back )?(now|shortly)\b'
        when 'update'
            then
                '\bnext update\b|(\bwill|''ll)( \w+){0,3} (keep you( \w+)? (posted'
                || '|updated|informed)'
                || '|let you know|update (you|this|here)|(post|share|provide|have) (an |any'
                || ' |more )?'
                || 'updates?)\b|\byou(''ll| will)( \w+){0,2} (get|receive) (an? |more )?updates?\b'
                || '|\b(will|''ll) be (updated|updating)\b|\b(more|further) (news|information) '
                || '(at|by|before|within)\b|\b(expect|look for) (an|our|more) updates?\b'
        when 'reply'
            then
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
        when 'money'
            then
                '\b(refund|payment|charge|fee|duplicate|money|hold|credit|amount|cash)|[£$€]'
        when 'paid'
            then
                '\bgoes? back\b|\b(will|''ll) be( \w+)? (refunded|credited|paid|returned'
                || '|reversed)\b'
                || '|\b(is|are|gets?) (being )?(reversed|returned|credited|paid back)\b'
                || '|\bdrops? off\b'
                || '|\bbanks? needs?\b|\bback (in|on|to) your\b'
                || '|(\bwill|''ll)( \w+){0,2} (refund|credit|pay|return|process)\b'
                || '|(\bwill|''ll) (appear|arrive|show|reach|be (with you|in your))\b'
        when 'service'
            then
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
    end
);
