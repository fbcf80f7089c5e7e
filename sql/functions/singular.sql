-- A word without the s of the plural, so that a bag and bags are one word.
--
-- Rough on purpose: both sides of a comparison go through it, so it need not be a dictionary's.
--
-- word  varchar  in lower case
--
-- Returns: varchar
--
-- Case: singular('bags') = 'bag'
-- Case: singular('bag') = 'bag'
-- Case: singular('pass') = 'pass'
-- Case: singular('status') = 'status'
-- Case: singular('bus') = 'bus'
-- Case: singular('gas') = 'gas'
-- Case: singular(null) = null
create or replace macro singular(word) as (
    case
        when length(word) > 3 and regexp_matches(word, '[^suia]s$') then left(word, -1)
        else word
    end
);
