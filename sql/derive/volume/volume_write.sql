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

-- A brand without any complaint has a series of none, as wide as that of its mentions.
judged as (

    select
        volume_series.brand,
        volume_series.from_hour,
        unnest(case
            when bool_or(volume_series.measure = 'complaints') over (
                partition by volume_series.brand
            ) then [volume_series.measure]
            else ['mentions', 'complaints']
        end) as measure,
        volume_series.measure as counted_measure,
        volume_series.topic,
        volume_series.series_no
    from volume_series

),

told as (

    select
        judged.brand,
        judged.measure,
        volume_expected.hour_no,
        volume_expected.is_gap,
        case
            when not (volume_expected.is_seen or volume_expected.hour_count > 0) then null
            when judged.measure = judged.counted_measure then volume_expected.hour_count::bigint
            else 0
        end as observed_count,
        case
            when volume_expected.expected_count is null then null
            when judged.measure = judged.counted_measure then volume_expected.expected_count
            else 0
        end as expected_count,
        case
            when volume_expected.dispersion is null then null
            when judged.measure = judged.counted_measure then volume_expected.dispersion
            else 1
        end as dispersion
    from volume_expected
    inner join judged
        on volume_expected.series_no = judged.series_no
    where judged.topic = '' and volume_expected.hour_no >= judged.from_hour

)

select
    brand,
    measure,
    to_timestamp(hour_no * 3600) as hour_at,
    observed_count,
    expected_count,
    count_limit(expected_count, dispersion, -z95()) as expected_low,
    count_limit(expected_count, dispersion, z95()) as expected_high,
    is_gap
from told;

delete from spike_slots
using volume_part
where
    spike_slots.brand = volume_part.brand
    and spike_slots.slot_no >= volume_part.from_hour * 4;

insert into spike_slots
select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    spike_tests.slot_no,
    spike_tests.window_slot_count,
    spike_tests.score,
    spike_tests.is_confirmed,
    spike_tests.is_last
from spike_tests
inner join volume_series
    on spike_tests.series_no = volume_series.series_no;
