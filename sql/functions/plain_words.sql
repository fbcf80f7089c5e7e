-- The words of a text: in lower case, without figures and what holds one, cut at all but letters.
--
-- text  varchar  null: nothing is known
--
-- Returns: varchar[]  in their order; null where there is no text
--
-- Case: plain_words('What SIZE can a bag be?') = ['what', 'size', 'can', 'a', 'bag', 'be']
-- Case: plain_words('TVN302 costs £40, hein?') = ['costs', 'hein']
-- Case: plain_words('Can''t l’été') = ['can', 't', 'l', 'été']
-- Case: plain_words('42!') = []
-- Case: plain_words(null) = null
create or replace macro plain_words(text) as (
    regexp_extract_all(regexp_replace(lower(text), '\S*[0-9]\S*', ' ', 'g'), '\p{L}+')
);
