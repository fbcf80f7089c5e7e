-- Handles that a text calls, in its order, lower case and without @.
--
-- text  varchar
--
-- Returns: varchar[]  null: no text
--
-- Case: handles_in('@Acme, ask @kim@here.example.') = ['acme', 'kim@here.example']
-- Case: handles_in('kim@shop.example') = []
-- Case: handles_in(null) = null
create or replace macro handles_in(text) as (
    regexp_extract_all(
        lower(text),
        '(?:^|[^\p{L}\p{N}_.@/])@([\p{L}\p{N}_]+(?:[.@-][\p{L}\p{N}_]+)*)',
        1
    )
);
