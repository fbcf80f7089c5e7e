-- How many others a text calls by their handle, each once: bystanders of what it says.
--
-- A handle begins with @ at the start or after a sign that is no part of a word or an address. An
-- answer begins with whom it answers, who is no bystander.
--
-- text       varchar
-- is_answer  boolean    it answers a post
-- handles    varchar[]  of the brand itself, lower case, without @
--
-- Returns: bigint  null: no text
--
-- Case: others_named('@acme my order is late', false, ['acme']) = 0
-- Case: others_named('@acme @kim @bo see this', false, ['acme']) = 2
-- Case: others_named('@kim which airport?', false, ['acme']) = 1
-- Case: others_named('@kim which airport?', true, ['acme']) = 0
-- Case: others_named(' @kim @bo same here', true, ['acme']) = 1
-- Case: others_named('same here @kim', true, ['acme']) = 1
-- Case: others_named('@Kim and @kim, again @KIM.', false, ['acme']) = 1
-- Case: others_named('(@kim) @bo: is it you?', false, ['acme']) = 2
-- Case: others_named('@ACME @AcmeCare hello', false, ['acme', 'acmecare']) = 0
-- Case: others_named('kim@shop.example or https://x.example/@kim', false, ['acme']) = 0
-- Case: others_named('@kim@here.example and @kim@there.example', false, ['acme']) = 2
-- Case: others_named('@ @@ @- late', false, ['acme']) = 0
-- Case: others_named('@müller @Ünal', false, ['acme']) = 2
-- Case: others_named('', false, ['acme']) = 0
-- Case: others_named(null, false, ['acme']) = null
create or replace macro others_named(text, is_answer, handles) as (
    len(list_distinct(handles_in(
        case when is_answer then regexp_replace(text, '^\s*@[^\s]+', '') else text end
    )))
    - len(list_intersect(
        handles_in(
            case when is_answer then regexp_replace(text, '^\s*@[^\s]+', '') else text end
        ),
        handles
    ))
);
