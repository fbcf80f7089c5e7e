-- The mentions of drill_through of several brands, each post once: what they come to together.
--
-- The filter brand names the brands; without it they are all. A post that speaks of two of them is
-- a mention of each, and one post of both.
--
-- Parameters: since, until, filters := map {}, facets := map {}
-- Grain: post_id
--
-- post_id     varchar                   source:id
-- brand       varchar                   the first, by key, of those that it speaks of
-- brands      varchar[]                 all of them, by key
-- created_at  timestamp with time zone  when it was written
select
    kept.post_id,
    min(kept.brand) as brand,
    list(kept.brand order by kept.brand) as brands,
    min(kept.created_at) as created_at
from drill_through(null, since, until, filters := filters, facets := facets) as kept
group by kept.post_id
