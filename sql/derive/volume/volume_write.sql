-- The hours over all topics, as the dashboard draws them.
--
-- Reads: volume_expected, volume_part, volume_series. Leaves: volume_hours.
delete from volume_hours
using volume_part
where
    volume_hours.brand = volume_part.brand
    and volume_hours.hour_at >= to_timestamp(volume_part.from_hour * 3600);

insert into volume_hours
with

-- A brand without any complaint has a series of none, as wide as that of its mentions.
told as (

    select
        *,
        unnest(
            case
                when bool_or(measure = 'complaints') over (partition by brand) then [measure]
                else ['mentions', 'complaints']
            end
        ) as told_measure,
        (told_measure = measure)::int as is_counted
    from volume_series

),

hours as (

    select
        told.brand,
        told.told_measure,
        volume_expected.hour_no,
        volume_expected.is_gap,
        case
            when volume_expected.is_seen or volume_expected.hour_count > 0
                then (told.is_counted * volume_expected.hour_count)::bigint
        end as observed_count,
        told.is_counted * volume_expected.expected_count as expected_count,
        pow(volume_expected.dispersion, told.is_counted) as dispersion
    from volume_expected
    inner join told
        on volume_expected.series_no = told.series_no
    where told.topic = '' and volume_expected.hour_no >= told.from_hour

)

select
    brand,
    told_measure as measure,
    to_timestamp(hour_no * 3600) as hour_at,
    observed_count,
    expected_count,
    count_limit(expected_count, dispersion, -z95()) as expected_low,
    count_limit(expected_count, dispersion, z95()) as expected_high,
    is_gap
from hours;
