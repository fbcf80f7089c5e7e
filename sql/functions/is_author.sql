-- Whether a post is by the one whom an address names.
--
-- Of whom we were asked to forget only a name made by chance is left: that is nobody's.
--
-- source     varchar  of the post
-- author_id  varchar  of the post, the source's own; null: unknown
-- author     varchar  source:author_id; the first colon parts them
--
-- Returns: boolean
--
-- Case: is_author('chirp', '17', 'chirp:17') = true
-- Case: is_author('sky', 'did:plc:17', 'sky:did:plc:17') = true
-- Case: is_author('chirp', '17', 'sky:17') = false
-- Case: is_author('chirp', '17', 'chirp:1') = false
-- Case: is_author('chirp', '17', '17') = false
-- Case: is_author('chirp', null, 'chirp:') = false
-- Case: is_author('chirp', 'erased-0123456789abcdef', 'chirp:erased-0123456789abcdef') = false
-- Case: is_author('chirp', 'erased-kim', 'chirp:erased-kim') = true
-- Case: is_author('chirp', '17', null) = false
create or replace macro is_author(source, author_id, author) as (
    coalesce(
        source = split_part(author, ':', 1)
        and author_id = substring(author, strpos(author, ':') + 1)
        and strpos(author, ':') > 0
        and not regexp_full_match(author_id, 'erased-[0-9a-f]{16}'),
        false
    )
);
