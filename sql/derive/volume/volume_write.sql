-- The hours over all topics, as the dashboard draws them, and the quarters that stood out.
--
-- Reads: volume_expected, volume_part, volume_series, spike_tests.
-- Leaves: volume_hours, spike_slots.
delete from volume_hours
using volume_part
where
    volume_hours.brand = volume_part.brand
    and volume_hours.hour_at >= to_timestamp(volume_part.from_hour * 3600);

insert into volume_hours
with

kept as (

    select volume_expected.*
    from volume_expected
    inner join volume_part
        on volume_expected.brand = volume_part.brand
    where volume_expected.topic = '' and volume_expected.hour_no >= volume_part.from_hour

),

silent_brands as (

    select brand
    from volume_part
    except
    select brand
    from volume_series
    where measure = 'complaints'

),

judged as (

    select
        brand,
        measure,
        hour_no,
        case when is_seen or hour_count > 0 then hour_count::bigint end as observed_count,
        expected_count,
        dispersion,
        is_gap
    from kept
    union all
    select
        kept.brand,
        'complaints' as measure,
        kept.hour_no,
        case when kept.is_seen or kept.hour_count > 0 then 0 end as observed_count,
        case when kept.expected_count is not null then 0 end as expected_count,
        case when kept.dispersion is not null then 1 end as dispersion,
        kept.is_gap
    from kept
    inner join silent_brands
        on kept.brand = silent_brands.brand

),

floored as (

    select
        *,
        case
            when expected_count is not null and dispersion is not null
                then greatest(expected_count, 0.05, dispersion / 10)
        end as band_expected
    from judged

),

shaped as (

    select
        *,
        dispersion / (9 * band_expected) as band_skew
    from floored

)

select
    brand,
    measure,
    to_timestamp(hour_no * 3600) as hour_at,
    observed_count,
    expected_count,
    case
        when band_skew is not null
            then band_expected * power(greatest(1 - band_skew - z95() * sqrt(band_skew), 0), 3)
    end as expected_low,
    case
        when band_skew is not null
            then band_expected * power(greatest(1 - band_skew + z95() * sqrt(band_skew), 0), 3)
    end as expected_high,
    is_gap
from shaped;

delete from spike_slots
using volume_part
where
    spike_slots.brand = volume_part.brand
    and spike_slots.slot_no >= volume_part.from_hour * 4;

insert into spike_slots
select
    brand,
    measure,
    topic,
    slot_no,
    window_slot_count,
    score,
    is_confirmed,
    is_last
from spike_tests;
