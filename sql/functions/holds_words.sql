-- Whether a text holds words as they stand, upper case or lower, with accents or without.
--
-- title  varchar  null for most
-- text   varchar
-- words  varchar  null: unknown
--
-- Returns: boolean
--
-- Case: holds_words('Late again', 'My order', 'LATE') = true
-- Case: holds_words(null, 'My order is late', 'is late') = true
-- Case: holds_words('Late', 'again', 'late again') = true
-- Case: holds_words(null, 'Zürich, wann?', 'ZURICH') = true
-- Case: holds_words(null, 'Zurich, when?', 'zürich') = true
-- Case: holds_words(null, 'My order', '%') = false
-- Case: holds_words(null, 'My order', null) = null
create or replace macro holds_words(title, text, words) as (
    contains(strip_accents(lower(concat_ws(' ', title, text))), strip_accents(lower(words)))
);
