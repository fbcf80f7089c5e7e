-- The trailing hour, and three hours too, at the end of every quarter of an hour.
--
-- Three hours count for the quiet, and on a high day as long as the last of them is above what is
-- expected. Quarters that only go on with an episode confirm none.
--
-- Reads: volume_expected, volume_quarters, volume_series, spike_days, spike_rule.
-- Leaves: spike_counts, spike_tests.
create or replace temp table spike_counts as

select
    volume_quarters.series_no,
    volume_quarters.slot_no,
    sum(volume_quarters.slot_count) as slot_count
from volume_quarters
inner join volume_series
    on
        volume_quarters.series_no = volume_series.series_no
        and volume_quarters.slot_no >= (volume_series.from_hour - 4) * 4
inner join volume_expected
    on
        volume_quarters.series_no = volume_expected.series_no
        and floor(volume_quarters.slot_no / 4)::bigint = volume_expected.hour_no
        and list_contains(volume_expected.compared_sources, volume_quarters.source)
group by volume_quarters.series_no, volume_quarters.slot_no;

create or replace temp table spike_tests as
with

windows as (

    select
        spike_counts.series_no,
        spike_counts.slot_no + later.slots as slot_no,
        sum(spike_counts.slot_count) filter (where later.slots < 4) as hour_count,
        sum(spike_counts.slot_count) as hours_3_count
    from spike_counts
    cross join range(12) as later (slots)
    group by spike_counts.series_no, spike_counts.slot_no + later.slots

),

-- What a window should hold moves from hour to hour in a straight line.
scored as (

    select
        windows.*,
        volume_series.from_hour,
        epoch(volume_series.until_at) as until_second,
        case when volume_series.topic != '' then spike_rule.topic_score else 0 end as topic_score,
        spike_rule.alarm_score,
        spike_rule.quiet_alarm_score,
        spike_rule.lasting_score,
        windows.slot_no % 4 + 1 as passed,
        coalesce(spike_days.is_high, false) as is_high,
        interpolate(
            passed, 0, volume_expected.before_count, 4, volume_expected.expected_count
        ) as hour_expected,
        interpolate(
            passed, 0, volume_expected.before_3_count, 4, volume_expected.expected_3_count
        ) as hours_3_expected,
        case
            when windows.hour_count >= spike_rule.enough_count
                then count_score(windows.hour_count, hour_expected, volume_expected.dispersion)
        end as hour_score,
        case
            when
                (volume_expected.is_quiet or (is_high and windows.hour_count > hour_expected))
                and windows.hours_3_count >= spike_rule.enough_count
                then count_score(
                    windows.hours_3_count, hours_3_expected, volume_expected.dispersion_3
                )
        end as hours_3_score
    from windows
    inner join volume_series
        on windows.series_no = volume_series.series_no
    inner join volume_expected
        on
            windows.series_no = volume_expected.series_no
            and floor(windows.slot_no / 4)::bigint = volume_expected.hour_no
    left join spike_days
        on
            windows.series_no = spike_days.series_no
            and floor((windows.slot_no + 1) / 4)::bigint - 1 = spike_days.hour_no
    cross join spike_rule
    where
        not volume_expected.is_gap
        and volume_expected.expected_count is not null
        and volume_expected.dispersion is not null
        and windows.slot_no * 900 < until_second

),

standing_out as (

    select
        *,
        coalesce(hour_score >= topic_score + alarm_score, false) as is_hour,
        coalesce(hours_3_score >= topic_score + quiet_alarm_score, false) as is_hours_3,
        is_hour or is_hours_3 as is_alarm
    from scored
    where is_alarm or (is_high and hours_3_score >= lasting_score)

)

select
    series_no,
    slot_no,
    case when is_hour then 4 else 12 end as window_slot_count,
    case when is_hour then hour_score else hours_3_score end as score,
    is_alarm and count_between(is_alarm, series_no, slot_no, 1, 0) = 2 as is_confirmed,
    (slot_no + 1) * 900 >= until_second as is_last
from standing_out
qualify slot_no >= from_hour * 4;
