-- The trailing hour, and for the quiet three hours too, at the end of every quarter of an hour.
--
-- Reads: volume_by_source, volume_expected, volume_series, volume_slots.
-- Leaves: spike_counts, spike_tests.
create or replace temp table spike_hours as
with

around as (

    select
        *,
        sum(compared_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between 3 preceding and current row
        ) as most_3_count,
        sum(compared_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between 1 preceding and current row
        ) as most_count,
        min(expected_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between 3 preceding and current row
        ) as least_expected
    from volume_expected

),

-- An hour whose windows can hold two deviations more than expected, generously counted.
possible as (

    select
        *,
        case
            when is_quiet
                then most_3_count >= (select spike_rule.enough_count from spike_rule)
            else
                most_count >= (select spike_rule.enough_count from spike_rule)
                and most_count >= least_expected + 2 * sqrt(least_expected * dispersion)
        end as is_possible
    from around
    where not is_gap and expected_count is not null and dispersion is not null

),

-- With the hours before it that its windows reach into.
reached as (

    select
        volume_expected.*,
        max(case when possible.is_possible then 1 else 0 end) over (
            partition by volume_expected.brand, volume_expected.measure, volume_expected.topic
            order by volume_expected.hour_no
            range between current row and 1 following
        ) as reach,
        max(case when possible.is_possible and possible.is_quiet then 1 else 0 end) over (
            partition by volume_expected.brand, volume_expected.measure, volume_expected.topic
            order by volume_expected.hour_no
            range between current row and 3 following
        ) as quiet_reach
    from volume_expected
    left join possible
        on
            volume_expected.brand = possible.brand
            and volume_expected.measure = possible.measure
            and volume_expected.topic = possible.topic
            and volume_expected.hour_no = possible.hour_no

)

select
    reached.brand,
    reached.measure,
    reached.topic,
    reached.hour_no,
    reached.is_gap,
    reached.is_quiet,
    reached.expected_count,
    reached.dispersion,
    reached.dispersion_3,
    volume_series.from_hour,
    epoch(volume_series.until_at) as until_second
from reached
inner join volume_series
    on
        reached.brand = volume_series.brand
        and reached.measure = volume_series.measure
        and reached.topic = volume_series.topic
where
    reached.hour_no >= volume_series.from_hour - 4
    and greatest(reached.reach, reached.quiet_reach) = 1;

create or replace temp table spike_counts as

select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
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
group by
    volume_series.brand, volume_series.measure, volume_series.topic, slot_no;

create or replace temp table spike_tests as
with

parts as (

    select unnest(range(4)) as part_no

),

slots as (

    select
        spike_hours.*,
        spike_hours.hour_no * 4 + parts.part_no as slot_no
    from spike_hours
    cross join parts
    where (spike_hours.hour_no * 4 + parts.part_no) * 900 < spike_hours.until_second

),

filled as (

    select
        slots.*,
        coalesce(spike_counts.slot_count, 0) as slot_count,
        slots.expected_count / 4 as slot_expected
    from slots
    left join spike_counts
        on
            slots.brand = spike_counts.brand
            and slots.measure = spike_counts.measure
            and slots.topic = spike_counts.topic
            and slots.slot_no = spike_counts.slot_no

),

windows as (

    select
        *,
        sum(slot_count) over (
            partition by brand, measure, topic
            order by slot_no
            range between 3 preceding and current row
        ) as hour_count,
        sum(slot_expected) over (
            partition by brand, measure, topic
            order by slot_no
            range between 3 preceding and current row
        ) as hour_expected,
        sum(slot_count) over (
            partition by brand, measure, topic
            order by slot_no
            range between 11 preceding and current row
        ) as hours_3_count,
        sum(slot_expected) over (
            partition by brand, measure, topic
            order by slot_no
            range between 11 preceding and current row
        ) as hours_3_expected
    from filled

),

ruled as (

    select
        *,
        case when topic = '' then 0 else (select spike_rule.topic_score from spike_rule) end
            as topic_score
    from windows
    where not is_gap and expected_count is not null and dispersion is not null

),

scored as (

    select
        *,
        case
            when hour_count >= (select spike_rule.enough_count from spike_rule)
                then count_score(hour_count, hour_expected, dispersion)
        end as hour_score,
        case
            when is_quiet and hours_3_count >= (select spike_rule.enough_count from spike_rule)
                then count_score(hours_3_count, hours_3_expected, dispersion_3)
        end as hours_3_score
    from ruled

),

compared as (

    select
        *,
        coalesce(
            hour_score >= topic_score + (select spike_rule.alarm_score from spike_rule), false
        ) as is_hour,
        coalesce(
            hours_3_score
            >= topic_score + (select spike_rule.quiet_alarm_score from spike_rule), false
        ) as is_hours_3
    from scored

),

standing_out as (

    select
        *,
        count(*) over (
            partition by brand, measure, topic
            order by slot_no
            range between 1 preceding and current row
        ) as run_count
    from compared
    where is_hour or is_hours_3

)

select
    brand,
    measure,
    topic,
    slot_no,
    case when is_hour then 4 else 12 end as window_slot_count,
    case when is_hour then hour_score else hours_3_score end as score,
    run_count = 2 as is_confirmed,
    (slot_no + 1) * 900 >= until_second as is_last
from standing_out
where slot_no >= from_hour * 4;
