-- Whether a text asks: it holds a question mark outside links.
--
-- text  varchar  null: nothing is known
--
-- Returns: boolean
--
-- Case: holds_question('What size can a cabin bag be?') = true
-- Case: holds_question('¿Cuánto cuesta') = true
-- Case: holds_question('手荷物は？') = true
-- Case: holds_question('See https://acme.example/help?page=2') = false
-- Case: holds_question('My bag is lost.') = false
-- Case: holds_question(null) = null
create or replace macro holds_question(text) as (
    regexp_matches(regexp_replace(text, 'https?://\S+', ' ', 'g'), '[?¿？؟]')
);
