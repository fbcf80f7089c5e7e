-- A sentence without accents, as the phrases of promises are written.
--
-- "Sí" (yes) is left out, so that it is not read as "si" (if), and so is "don't worry" in Spanish
-- and German, so that it refuses nothing.
--
-- sentence  varchar  lower case, as promise_sentences gives it
--
-- Returns: varchar
--
-- Case: promise_letters('sí, mañana a las 9') = ' manana a las 9'
-- Case: promise_letters('wir können übermorgen') = 'wir konnen ubermorgen'
-- Case: promise_letters('no se preocupe, le llamaremos') = ', le llamaremos'
-- Case: promise_letters('the second £40 goes back today') = 'the second £40 goes back today'
-- Case: promise_letters(null) = null
create or replace macro promise_letters(sentence) as (
    strip_accents(
        regexp_replace(
            sentence,
            '^sí\b|\bsí,|no (?:se|te|os) preocup[a-zé]*|keine sorge|sorgen sie sich nicht',
            '',
            'g'
        )
    )
);
