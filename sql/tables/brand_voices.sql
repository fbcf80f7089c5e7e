-- Whether anything by a brand itself was ever loaded: without it nobody knows what it answered.
--
-- Grain: brand
create table brand_voices (
    brand varchar not null primary key,
    has_own_posts boolean not null
)
