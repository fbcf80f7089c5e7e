-- How many posts are held, so that a page that names brands, sources and languages reads no posts.
--
-- Grain: brand, source, kind, lang, direction; brand '' counts every post once, whatever it is
-- about, with kind '' and the rest null
create table post_counts (
    brand varchar not null,
    source varchar not null,
    kind varchar not null,
    lang varchar,                       -- null: not recognised
    direction varchar,                  -- inbound, outbound
    post_count bigint not null,
    earliest_at timestamptz             -- the first of them, UTC; null where brand is ''
)
