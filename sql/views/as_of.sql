-- Up to when each source is known, on both clocks of each brand.
--
-- Grain: brand, source
--
-- brand                 varchar                   key in earshot.toml
-- source                varchar                   where the posts come from
-- observed_until        timestamp with time zone  end of the last successful fetch
-- open_seconds          double                    of the brand's calendar before that moment
with

moments as (

    select
        brands.brand,
        brands.is_always_open,
        sources.source,
        sources.observed_until,
        local_date(sources.observed_until, brands.time_zone) as local_date
    from brands
    cross join sources
    where sources.observed_until is not null

)

select
    moments.brand,
    moments.source,
    moments.observed_until,
    open_seconds(
        moments.brand, moments.observed_until, moments.local_date, moments.is_always_open
    ) as open_seconds
from moments
