-- How large an author's posts had become that had finished before a week.
--
-- Grain: source, author_id, from_week
create table viral_authors (
    source varchar not null,
    author_id varchar not null,
    post_count bigint not null,
    typical_log double not null,        -- mean ln of the final count
    from_week bigint,                   -- the first in which it holds
    until_week bigint                   -- the first in which more is known; null: none
)
