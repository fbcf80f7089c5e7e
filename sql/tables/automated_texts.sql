-- Replies that at least three times came within 5 s of their parent: a machine sends them.
--
-- Grain: brand, reply_key
create table automated_texts (
    brand varchar not null,
    reply_key varchar not null,
    quick_count bigint not null
)
