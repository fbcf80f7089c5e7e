-- A name or handle by its letters: without case, accents, signs and figures.
--
-- name  varchar  of an author
--
-- Returns: varchar
--
-- Case: name_letters('Ilka Vénmoor') = 'ilkavenmoor'
-- Case: name_letters('@ilka_venmoor2') = 'ilkavenmoor'
-- Case: name_letters(null) = null
create or replace macro name_letters(name) as (
    regexp_replace(letters_alike(name), '\P{L}', '', 'g')
);
