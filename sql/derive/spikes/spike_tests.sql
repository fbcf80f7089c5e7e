-- The trailing hour, and for the quiet three hours too, at the end of every quarter of an hour.
--
-- Reads: volume_by_source, volume_expected, volume_series, volume_slots, spike_rule.
-- Leaves: spike_counts, spike_tests.
create or replace temp table spike_hours as
with

around as (

    select
        *,
        sum_between(compared_count, series_no, hour_no, 3, 0) as most_3_count,
        sum_between(compared_count, series_no, hour_no, 1, 0) as most_count,
        min(expected_count) over (
            partition by series_no
            order by hour_no
            range between 3 preceding and current row
        ) as least_expected
    from volume_expected

),

-- An hour whose windows can hold two deviations more than expected, generously counted.
possible as (

    select
        around.*,
        not around.is_gap
        and around.expected_count is not null
        and around.dispersion is not null
        and case
            when around.is_quiet then around.most_3_count >= spike_rule.enough_count
            else
                around.most_count >= spike_rule.enough_count
                and around.most_count
                >= around.least_expected + 2 * sqrt(around.least_expected * around.dispersion)
        end as is_possible
    from around
    cross join spike_rule

),

-- With the hours before it that its windows reach into.
reached as (

    select
        *,
        count_between(is_possible, series_no, -hour_no, 1, 0)
        + count_between(is_possible and is_quiet, series_no, -hour_no, 3, 0) as reach
    from possible

)

select
    reached.series_no,
    reached.hour_no,
    reached.is_gap,
    reached.is_quiet,
    reached.expected_count,
    reached.dispersion,
    reached.dispersion_3,
    volume_series.from_hour,
    volume_series.topic != '' as is_topic,
    epoch(volume_series.until_at) as until_second
from reached
inner join volume_series
    on reached.series_no = volume_series.series_no
where reached.hour_no >= volume_series.from_hour - 4 and reached.reach > 0;

create or replace temp table spike_counts as

select
    volume_series.series_no,
    floor(epoch(volume_slots.slot_at) / 900)::bigint as slot_no,
    sum(
        case
            when volume_series.measure = 'mentions' then volume_slots.mention_count
            else volume_slots.complaint_count
        end
    ) as slot_count
from volume_by_source
inner join volume_series
    on volume_by_source.series_no = volume_series.series_no
inner join volume_slots
    on
        volume_series.brand = volume_slots.brand
        and volume_series.topic = volume_slots.topic
        and volume_by_source.source = volume_slots.source
        and volume_by_source.hour_no = floor(epoch(volume_slots.slot_at) / 3600)::bigint
where
    volume_by_source.is_seen
    and volume_by_source.source_expected is not null
    and volume_slots.slot_at >= '$since'::timestamptz
group by volume_series.series_no, slot_no;

create or replace temp table spike_tests as
with

slots as (

    select
        *,
        hour_no * 4 + unnest(range(4)) as slot_no
    from spike_hours

),

filled as (

    select
        slots.*,
        coalesce(spike_counts.slot_count, 0) as slot_count,
        slots.expected_count / 4 as slot_expected
    from slots
    left join spike_counts
        on
            slots.series_no = spike_counts.series_no
            and slots.slot_no = spike_counts.slot_no
    where slots.slot_no * 900 < slots.until_second

),

windows as (

    select
        *,
        sum_between(slot_count, series_no, slot_no, 3, 0) as hour_count,
        sum_between(slot_expected, series_no, slot_no, 3, 0) as hour_expected,
        sum_between(slot_count, series_no, slot_no, 11, 0) as hours_3_count,
        sum_between(slot_expected, series_no, slot_no, 11, 0) as hours_3_expected
    from filled

),

scored as (

    select
        windows.*,
        case
            when windows.hour_count >= spike_rule.enough_count
                then count_score(windows.hour_count, windows.hour_expected, windows.dispersion)
        end as hour_score,
        case
            when windows.is_quiet and windows.hours_3_count >= spike_rule.enough_count
                then count_score(
                    windows.hours_3_count, windows.hours_3_expected, windows.dispersion_3
                )
        end as hours_3_score,
        case when windows.is_topic then spike_rule.topic_score else 0 end as topic_score,
        spike_rule.alarm_score,
        spike_rule.quiet_alarm_score
    from windows
    cross join spike_rule
    where
        not windows.is_gap
        and windows.expected_count is not null
        and windows.dispersion is not null

),

standing_out as (

    select
        *,
        coalesce(hour_score >= topic_score + alarm_score, false) as is_hour
    from scored
    where
        hour_score >= topic_score + alarm_score
        or hours_3_score >= topic_score + quiet_alarm_score

)

select
    series_no,
    slot_no,
    case when is_hour then 4 else 12 end as window_slot_count,
    case when is_hour then hour_score else hours_3_score end as score,
    count_between(true, series_no, slot_no, 1, 0) = 2 as is_confirmed,
    (slot_no + 1) * 900 >= until_second as is_last
from standing_out
qualify slot_no >= from_hour * 4;
