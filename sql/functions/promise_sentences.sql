-- Sentences of a text, in lower case, without links and handles.
--
-- text  varchar  of a post; null: none
--
-- Returns: varchar[]  in their order; null where there is no text
--
-- Case: promise_sentences('Hi Ann. We call at 10.30!') = ['hi ann.', 'we call at 10.30!']
-- Case: promise_sentences('@ann We’ll call') = ['we''ll call']
-- Case: promise_sentences('See https://a.example/x. Done') = ['see.', 'done']
-- Case: promise_sentences('Here: https://a.example/c We call.') = ['here: .', 'we call.']
-- Case: promise_sentences('To https://a.example/c and we call.') = ['to and we call.']
-- Case: promise_sentences(null) = null
create or replace macro promise_sentences(text) as (
    string_split(
        trim(regexp_replace(
            regexp_replace(
                regexp_replace(replace(
                    lower(regexp_replace(
                        text, '((https?://|www\.)\S*[\w/])\s+([A-Z])', '. \3', 'g'
                    )),
                    '’', ''''
                ), '[ \t]*((https?://|www\.)\S*[\w/]|@\w+)', '', 'g'),
                '([.!?])[\s)]+|\n+', '\1' || chr(10), 'g'
            ),
            '[ \t]*\n\s*|^[ \t]+|[ \t]+$', chr(10), 'g'
        ), chr(10) || ' '),
        chr(10)
    )
);
