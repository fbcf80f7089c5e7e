-- What a sentence of the brand promises in a language: call, reply, update, money or service.
--
-- A promise is something that the brand (or somebody for it) will do. Questions, wishes,
-- conditions, refusals and what the customer has to do are none, nor what is only aimed at or hoped
-- for. Money and service are promises only where a time stands with them, which promises asks for.
-- The words of each language stand in promise_english, promise_german and promise_spanish.
--
-- sentence  varchar  as promise_letters gives it; null: nothing is promised
-- language  varchar  en, de, es; a constant
--
-- Returns: varchar  null: none of these in that language
--
-- Case: promise_kind('someone will call you.', 'en') = 'call'
-- Case: promise_kind('our mobility team calls you before 13:55.', 'en') = 'call'
-- Case: promise_kind('you''ll hear from me by 10:45.', 'en') = 'reply'
-- Case: promise_kind('a member of our team will be in touch.', 'en') = 'reply'
-- Case: promise_kind('next update at 18:30.', 'en') = 'update'
-- Case: promise_kind('we''ll keep you posted.', 'en') = 'update'
-- Case: promise_kind('the second £40 goes back today.', 'en') = 'money'
-- Case: promise_kind('check-in runs again at 21:10.', 'en') = 'service'
-- Case: promise_kind('check-in runs again since 21:10.', 'en') = null
-- Case: promise_kind('send us a note and our team will be in touch.', 'en') = null
-- Case: promise_kind('once you have sent it, we''ll call you.', 'en') = null
-- Case: promise_kind('our team aims to reply within 24 hours.', 'en') = null
-- Case: promise_kind('will somebody call you?', 'en') = null
-- Case: promise_kind('we have responded to your dm.', 'en') = null
-- Case: promise_kind('refunds take 5 to 7 days at the moment.', 'en') = null
-- Case: promise_kind('wir rufen sie bis morgen 10 uhr zuruck.', 'de') = 'call'
-- Case: promise_kind('sie horen innerhalb von 24 stunden von uns.', 'de') = 'reply'
-- Case: promise_kind('wir konnen nichts versprechen.', 'de') = null
-- Case: promise_kind('le llamaremos manana antes de las 10.', 'es') = 'call'
-- Case: promise_kind('le responderemos en las proximas 24 horas.', 'es') = 'reply'
-- Case: promise_kind('no podemos prometer nada.', 'es') = null
-- Case: promise_kind(null, 'en') = null
create or replace macro promise_kind(sentence, language) as (
    case
        when regexp_matches(sentence, promise_phrases(language, 'none')) then null
        when regexp_matches(sentence, promise_phrases(language, 'call')) then 'call'
        when regexp_matches(sentence, promise_phrases(language, 'update')) then 'update'
        when regexp_matches(sentence, promise_phrases(language, 'reply')) then 'reply'
        when
            regexp_matches(sentence, promise_phrases(language, 'money'))
            and regexp_matches(sentence, promise_phrases(language, 'paid'))
            then 'money'
        when regexp_matches(sentence, promise_phrases(language, 'service')) then 'service'
    end
);
