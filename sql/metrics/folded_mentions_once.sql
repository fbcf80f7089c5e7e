-- The posts of mentions_once with the copies of one text folded into the newest of them.
--
-- As folded_mentions, of several brands: the filter brand names them, without it they are all. A
-- copy that speaks of two of them is one copy.
--
-- Parameters: since, until, filters := map {}, facets := map {}
-- Grain: post_id
--
-- post_id     varchar                   of a text without copies, or of the newest copy
-- brand       varchar                   the first, by key, of those that this post speaks of
-- brands      varchar[]                 all that it or a copy speaks of, by key
-- created_at  timestamp with time zone  of this post
-- copy_group  ubigint                   null: nothing else says nearly the same
-- copy_count  bigint                    posts that this line stands for, itself among them
-- first_at    timestamp with time zone  of the oldest of them
with

once as (

    select
        kept.post_id,
        min(kept.brand) as brand,
        list(kept.brand) as brands,
        min(kept.created_at) as created_at,
        min(kept.copy_group) as copy_group
    from looked_up_mentions(null, since, until, filters := filters, facets := facets) as kept
    group by kept.post_id

),

told as (

    select
        once.copy_group,
        -- Of those written at one moment the last by name.
        max(
            struct_pack(moment := once.created_at, post_id := once.post_id, brand := once.brand)
        ) as newest,
        list_sort(list_distinct(flatten(list(once.brands)))) as brands,
        count(*) as copy_count,
        min(once.created_at) as first_at
    from once
    group by
        once.copy_group,
        case when once.copy_group is null then once.post_id end

)

select
    told.newest['post_id'] as post_id,
    told.newest['brand'] as brand,
    told.brands,
    told.newest['moment'] as created_at,
    told.copy_group,
    told.copy_count,
    told.first_at
from told
