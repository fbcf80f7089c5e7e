-- The words of a text in their order, and the signs that end a clause.
--
-- Handles and links are no words.
--
-- content  varchar  as it was written
--
-- Returns: varchar[]  in lower case; null: no text
--
-- Case: spoken_words('Don’t buy, @acme: LATE!') = ['don''t', 'buy', ',', ':', 'late', '!']
-- Case: spoken_words('see https://x.example/late_again') = ['see']
-- Case: spoken_words('') = []
-- Case: spoken_words(null) = null
create or replace macro spoken_words(content) as (
    regexp_extract_all(
        regexp_replace(
            replace(lower(content), '’', ''''), '(https?://\S+|www\.\S+|@\w+)', ' ', 'g'
        ), '[\p{L}\p{N}]+(?:''[\p{L}\p{N}]+)*|[.,;:!?]'
    )
);
