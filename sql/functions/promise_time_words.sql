-- A sentence with its German or Spanish words for times in English, as promise_clock reads them.
--
-- So one rule says what a clock or a span means, whatever the language. Words that name no time
-- are left as they are.
--
-- sentence  varchar  as promise_letters gives it
-- language  varchar  de, es; a constant
--
-- Returns: varchar
--
-- Case: promise_time_words('bis morgen 10 uhr', 'de') = 'by tomorrow 10 o''clock'
-- Case: promise_time_words('innerhalb von 24 stunden', 'de') = 'within 24 hours'
-- Case: promise_time_words('2 bis 3 werktage', 'de') = '2 to 3 working days'
-- Case: promise_time_words('en las proximas 24 horas', 'es') = 'in the next 24 hours'
-- Case: promise_time_words('manana antes de las 10', 'es') = 'tomorrow before at 10 o''clock'
-- Case: promise_time_words(null, 'de') = null
create or replace macro promise_time_words(sentence, language) as (
    array_to_string(
        list_transform(
            regexp_extract_all(
                promise_time_shapes(sentence, language),
                '(?:' || promise_time_phrases(language) || ')\b|[a-z'']+|[^a-z'']+'
            ),
            lambda word: coalesce(promise_times(language)[word], word)
        ),
        ''
    )
);
