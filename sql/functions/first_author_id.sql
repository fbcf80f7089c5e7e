-- The id of an author by two sightings: the first that is given, a source's own before a made one.
--
-- Where a source gives no id, ingest/authors.py makes one of the handle: "@" and its lower case.
--
-- first_id       varchar  of the sighting that leads; null: none given
-- first_handle   varchar  null: none given
-- second_id      varchar  of the other
-- second_handle  varchar
--
-- Returns: varchar  null: neither gives one
--
-- Case: first_author_id('7', 'Kim', '8', 'Kim') = '7'
-- Case: first_author_id('@kim', 'Kim', '8', 'Kim') = '8'
-- Case: first_author_id('@kim', 'Kim', '@bo', 'Bo') = '@kim'
-- Case: first_author_id('@kim', 'Kim', null, null) = '@kim'
-- Case: first_author_id(null, null, '@kim', 'Kim') = '@kim'
-- Case: first_author_id(null, null, null, null) = null
create or replace macro first_author_id(first_id, first_handle, second_id, second_handle) as (
    case
        when first_id = '@' || lower(first_handle)
            then coalesce(nullif(second_id, '@' || lower(second_handle)), first_id, second_id)
        else coalesce(first_id, second_id)
    end
);
