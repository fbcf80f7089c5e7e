-- How large an author's finished posts became.
--
-- Grain: source, author_id
create table viral_authors (
    source varchar not null,
    author_id varchar not null,
    post_count bigint not null,
    typical_log double not null         -- mean ln of the final count
)
