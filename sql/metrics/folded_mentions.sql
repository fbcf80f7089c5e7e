-- The mentions of drill_through with the copies of one text folded into the newest of them.
--
-- What copies say is the same, and what people say of one holds for all: so a list has one line of
-- each, and says how many there are, of those that period, filters and facets keep.
--
-- Parameters: brand, since, until, filters := map {}, facets := map {}
-- Grain: post_id, brand
--
-- post_id     varchar                   of a text without copies, or of the newest copy
-- brand       varchar                   key in earshot.toml
-- created_at  timestamp with time zone  of that post
-- copy_group  ubigint                   null: nothing else says nearly the same
-- copy_count  bigint                    mentions that this line stands for, itself among them
-- first_at    timestamp with time zone  of the oldest of them
-- Twice, not kept in between: of all time that would be as large as the posts.
select
    alone.post_id,
    alone.brand,
    alone.created_at,
    alone.copy_group,
    1 as copy_count,
    alone.created_at as first_at
from looked_up_mentions(brand, since, until, filters := filters, facets := facets) as alone
where alone.copy_group is null
union all
select
    -- Of those written at one moment the last by name.
    max(struct_pack(moment := copied.created_at, post_id := copied.post_id))['post_id'] as post_id,
    copied.brand,
    max(copied.created_at) as created_at,
    copied.copy_group,
    count(*) as copy_count,
    min(copied.created_at) as first_at
from looked_up_mentions(brand, since, until, filters := filters, facets := facets) as copied
where copied.copy_group is not null
group by
    copied.brand,
    copied.copy_group
