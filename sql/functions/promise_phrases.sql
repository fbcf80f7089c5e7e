-- What makes a sentence a promise in a language, as regular expressions.
--
-- language  varchar  en, de, es; a constant
-- part      varchar  as promise_english names them; a constant
--
-- Returns: varchar  null: no such language or part
--
-- Case: promise_phrases('en', 'update') like '%next update%' = true
-- Case: promise_phrases('de', 'update') like '%nachstes?%' = true
-- Case: promise_phrases('es', 'update') like '%proxima%' = true
-- Case: promise_phrases('fr', 'update') = null
create or replace macro promise_phrases(language, part) as (
    case language
        when 'en' then promise_english(part)
        when 'de' then promise_german(part)
        when 'es' then promise_spanish(part)
    end
);
