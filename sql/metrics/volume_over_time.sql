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
        case
            when step = 'hour' then volume.hour_at
            else day_start(local_date(volume.hour_at, brands.time_zone), brands.time_zone)
        end as hour_at,
        volume.observed_count,
        volume.expected_count,
        case when step = 'hour' then volume.expected_low end as expected_low,
        case when step = 'hour' then volume.expected_high end as expected_high,
        volume.is_gap,
        volume.is_spike
    from volume_by_hour as volume
    inner join brands
        on volume.brand = brands.brand
    where
        volume.brand = brand
        and volume.measure = measure
        and (since is null or volume.hour_at >= since)
        and (until is null or volume.hour_at < until)

)

select
    hour_at,
    case when not bool_or(is_gap) then cast(sum(observed_count) as bigint) end as observed_count,
    case when not bool_or(is_gap) then sum(expected_count) end as expected_count,
    case when not bool_or(is_gap) then sum(expected_low) end as expected_low,
    case when not bool_or(is_gap) then sum(expected_high) end as expected_high,
    bool_or(is_gap) as is_gap,
    bool_or(is_spike) as is_spike
from hours
group by hour_at
