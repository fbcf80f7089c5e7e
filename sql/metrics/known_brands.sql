-- Brands, own and tracked, and what is known of each.
--
-- Grain: brand
--
-- brand           varchar                   key in earshot.toml, or the name a file gave
-- name            varchar                   as people write it
-- role            varchar                   own, competitor
-- time_zone       varchar                   IANA
-- is_configured   boolean                   false: only a file named it
-- target_seconds  double                    first reply
-- target_clock    varchar                   calendar, business
-- is_always_open  boolean                   no weekly hours given: both clocks say the same
-- earliest_at     timestamp with time zone  first mention; null: none
-- observed_until  timestamp with time zone  up to when a source of it is known; null: none
-- is_live         boolean                   a source of it is fetched again and again
-- has_own_posts   boolean                   something by the brand itself was loaded: else nobody
--                                           knows what it answered
-- mention_count   bigint                    mentions, by the brand itself too
with

by_source as (

    select
        brand,
        source,
        sum(post_count) as mention_count,
        min(earliest_at) as earliest_at
    from post_counts
    where brand <> ''
    group by brand, source

),

known as (

    select
        by_source.brand,
        cast(sum(by_source.mention_count) as bigint) as mention_count,
        min(by_source.earliest_at) as earliest_at,
        max(sources.observed_until) as observed_until,
        bool_or(sources.kind <> 'file') as is_live
    from by_source
    left join sources
        on by_source.source = sources.source
    group by by_source.brand

)

select
    brands.brand,
    brands.name,
    brands.role,
    brands.time_zone,
    brands.is_configured,
    brands.target_seconds,
    brands.target_clock,
    brands.is_always_open,
    known.earliest_at,
    known.observed_until,
    coalesce(known.is_live, false) as is_live,
    coalesce(brand_voices.has_own_posts, true) as has_own_posts,
    coalesce(known.mention_count, 0) as mention_count
from brands
left join known
    on brands.brand = known.brand
left join brand_voices
    on brands.brand = brand_voices.brand
