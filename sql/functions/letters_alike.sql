-- A text for a rough search by name: without case, accents and signs that nobody sees.
--
-- It finds at least what ingest/reading/names.py finds by the same letters; what stands there
-- decides.
--
-- said  varchar  a text or a name
--
-- Returns: varchar
--
-- Case: letters_alike('Weiß') = 'weiss'
-- Case: letters_alike('İŞ BANKASI') = 'is bankasi'
-- Case: letters_alike('İş Bankası') = 'is bankasi'
-- Case: letters_alike('NESTLÉ') = 'nestle'
-- Case: letters_alike('小米') = '小米'
-- Case: letters_alike(null) = null
create or replace macro letters_alike(said) as (
    translate(
        replace(
            strip_accents(
                regexp_replace(lower(said), '[\x{ad}\x{200b}-\x{200f}\x{2060}\x{feff}]', '', 'g')
            ),
            'ß',
            'ss'
        ),
        'ıøłđىة',
        'ioldيه'
    )
);
