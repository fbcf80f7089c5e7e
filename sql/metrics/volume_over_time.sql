-- How much was said by hour or by day, against what was to be expected; gaps are null.
--
-- A day of the brand's time zone with a gap in it is a gap. The range is known for single hours.
--
-- Parameters: brand, since, until, measure, step := 'hour'
-- Grain: hour_at
--
-- hour_at         timestamp with time zone  begin of the hour or day, UTC
-- observed_count  bigint                    mentions or complaints; null in a gap
-- expected_count  double                    by the hours before; null in a gap
-- expected_low    double                    95 % of ordinary hours; null in a gap, and by day
-- expected_high   double                    see expected_low
-- is_gap          boolean                   a source was not watched for a part of it
-- is_spike        boolean                   a spike over all topics touches it
with

hours as (

    select
        volume.hour_at,
        volume.observed_count,
        volume.expected_count,
        volume.expected_low,
        volume.expected_high,
        volume.is_gap,
        volume.is_spike,
        brands.time_zone
    from volume_by_hour as volume
    inner join brands
        on volume.brand = brands.brand
    where
        volume.brand = brand
        and volume.measure = measure
        and (since is null or volume.hour_at >= since)
        and (until is null or volume.hour_at < until)

),

-- The day first and then its begin: one within the other looks every hour up in every day.
dated as (

    select
        hours.* exclude (hour_at),
        local_date(hours.hour_at, hours.time_zone) as day
    from hours
    where step <> 'hour'

),

days as (

    select
        day,
        any_value(time_zone) as time_zone,
        sum(observed_count) as observed_count,
        sum(expected_count) as expected_count,
        bool_or(is_gap) as is_gap,
        bool_or(is_spike) as is_spike
    from dated
    group by day

)

select
    hour_at,
    case when not is_gap then observed_count end as observed_count,
    case when not is_gap then expected_count end as expected_count,
    case when not is_gap then expected_low end as expected_low,
    case when not is_gap then expected_high end as expected_high,
    is_gap,
    is_spike
from hours
where step = 'hour'
union all
select
    day_start(day, time_zone) as hour_at,
    case when not is_gap then cast(observed_count as bigint) end as observed_count,
    case when not is_gap then expected_count end as expected_count,
    null as expected_low,
    null as expected_high,
    is_gap,
    is_spike
from days
