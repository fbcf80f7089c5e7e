-- How much two lists of words have in common: of all different words the part that stands in both
-- (Jaccard).
--
-- words        varchar[]  each once
-- other_words  varchar[]  each once
--
-- Returns: double  0 .. 1; null: one is not known, or both are empty
--
-- Case: word_likeness(['bag', 'size'], ['bag', 'cabin']) = 0.3333
-- Case: word_likeness(['bag'], ['bag']) = 1
-- Case: word_likeness(['bag'], []) = 0
-- Case: word_likeness(['bag'], null) = null
create or replace macro word_likeness(words, other_words) as (
    case
        when words is not null and other_words is not null
            then
                len(list_intersect(words, other_words))
                / nullif(len(list_distinct(list_concat(words, other_words))), 0)
    end
);
