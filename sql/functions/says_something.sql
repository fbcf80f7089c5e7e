-- Whether a reply holds something that somebody can use: a link, a time, an amount or a step.
--
-- A link to the front door of help or contact pages is what everybody gets, so it is none.
--
-- text  varchar  the reply
--
-- Returns: boolean
--
-- Case: says_something('We are sorry for any inconvenience caused.') = false
-- Case: says_something('Please DM us your details so that we can assist you further.') = false
-- Case: says_something('It runs again since 07:15.') = true
-- Case: says_something('You get it back within 3 days.') = true
-- Case: says_something('£488 goes back today') = true
-- Case: says_something('We refund 30% of it') = true
-- Case: says_something('See https://a.example/help/bags') = true
-- Case: says_something('Please visit https://a.example/help for more') = false
-- Case: says_something('All is here: https://a.example/en/contact/.') = false
-- Case: says_something('Please update the app') = true
-- Case: says_something('Somebody calls you tomorrow.') = true
-- Case: says_something(null) = null
create or replace macro says_something(text) as (
    regexp_matches(
        regexp_replace(
            lower(text),
            '(https?://|www\.)\S+/(help|support|contact|contact-us|faq|hilfe|kontakt|ayuda|aide)'
            || '/?[.,!?)]*(\s|$)',
            ' ', 'g'
        ),
        '(https?://)|(www\.)|(\b\d{1,2}[:.]\d{2}\b)|([£€$]\s?\d)'
        || '|(\d\s?(?:[£€$%]|euros?\b|pounds?\b))'
        || '|(\b\d+\s?(?:min|minutes?|h|hours?|days?|weeks?|tage?n?|stunden?|días?|horas?|jours?'
        || '|heures?)\b)'
        || '|(\b(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday'
        || '|heute|morgen|hoy|mañana|demain)\b)'
        || '|(\b(?:remove|update|open|click|tap|select|restart|reinstall|log (?:in|out)|scan|choose'
        || '|enter|download|print)\b)'
    )
);
