-- Whether a text says a term: a word, or two that follow each other within a clause.
--
-- content  varchar  as it was written
-- term     varchar  of spoken_terms; null: unknown
--
-- Returns: boolean
--
-- Case: says_term('They CHARGED  twice!', 'charged twice') = true
-- Case: says_term('Charged. Twice', 'charged twice') = false
-- Case: says_term('Overcharged twice', 'charged twice') = false
-- Case: says_term('@charged twice', 'charged twice') = false
-- Case: says_term('Don’t', 'don''t') = true
-- Case: says_term('late', null) = null
create or replace macro says_term(content, term) as (
    contains(
        concat(' ', array_to_string(spoken_words(content), ' '), ' '), ' ' || term || ' '
    )
);
