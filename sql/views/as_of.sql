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
    case
        when any_value(moments.is_always_open) then epoch(moments.observed_until)
        else
            coalesce(any_value(business_dates.cum_seconds), 0)
            + coalesce(sum(greatest(
                0.0,
                least(epoch(moments.observed_until), epoch(business_days.closes_at))
                - epoch(business_days.opens_at)
            )) filter (where business_days.brand is not null), 0)
    end as open_seconds
from moments
left join business_dates
    on
        moments.brand = business_dates.brand
        and moments.local_date = business_dates.local_date
left join business_days
    on
        moments.brand = business_days.brand
        and moments.local_date = business_days.local_date
group by moments.brand, moments.source, moments.observed_until
