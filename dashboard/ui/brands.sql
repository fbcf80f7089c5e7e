-- Brands with what is known of them, those that have mentions first, own before competitors.
--
-- Grain: brand
with

known as (

    select
        mentions.brand,
        count(*) as mention_count,
        min(mentions.created_at) as earliest_at,
        max(freshness_by_source.observed_until) as observed_until,
        bool_or(freshness_by_source.kind <> 'file') as is_live
    from mentions
    left join freshness_by_source
        on mentions.source = freshness_by_source.source
    group by mentions.brand

)

select
    brands.brand,
    brands.name,
    brands.role,
    brands.time_zone,
    brands.is_configured,
    brands.target_seconds,
    known.earliest_at,
    known.observed_until,
    coalesce(known.is_live, false) as is_live,
    coalesce(known.mention_count, 0) as mention_count
from brands
left join known
    on brands.brand = known.brand
order by known.mention_count is null, brands.role <> 'own', brands.name
