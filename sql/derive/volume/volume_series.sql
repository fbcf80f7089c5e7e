-- The series to judge: a brand, and each of its topics that had enough to stand out at all.
--
-- Reads: volume_part (rows of volume_scope), volume_slots, spike_marks. Leaves: volume_hourly,
-- volume_measures, volume_series, volume_hours_wanted.
create or replace temp table volume_hourly as

select
    volume_slots.brand,
    volume_slots.topic,
    volume_slots.source,
    floor(epoch(volume_slots.slot_at) / 3600)::bigint as hour_no,
    sum(volume_slots.mention_count) as mention_count,
    sum(volume_slots.complaint_count) as complaint_count
from volume_slots
inner join volume_part
    on volume_slots.brand = volume_part.brand
where
    volume_slots.slot_at >= '$since'::timestamptz
    and volume_slots.slot_at >= to_timestamp(
        (volume_part.from_hour - (select spike_rule.lookback_hours from spike_rule)) * 3600
    )
group by volume_slots.brand, volume_slots.topic, volume_slots.source, hour_no;

-- Complaints are a series of their own where there were any.
create or replace temp table volume_measures as

select
    brand,
    topic,
    source,
    hour_no,
    'mentions' as measure,
    mention_count as hour_count
from volume_hourly
union all
select
    brand,
    topic,
    source,
    hour_no,
    'complaints' as measure,
    complaint_count as hour_count
from volume_hourly
where complaint_count > 0;

-- Hours of a topic whose windows hold enough: nothing is ever asked about its other hours.
create or replace temp table volume_enough as
with

recent as (

    select
        volume_measures.brand,
        volume_measures.measure,
        volume_measures.topic,
        volume_measures.hour_no,
        sum(volume_measures.hour_count) as hour_count
    from volume_measures
    inner join volume_part
        on volume_measures.brand = volume_part.brand
    where volume_measures.hour_no >= volume_part.from_hour - 4 and volume_measures.topic != ''
    group by
        volume_measures.brand,
        volume_measures.measure,
        volume_measures.topic,
        volume_measures.hour_no

),

-- A window of four hours still holds what came in its first.
reached as (

    select distinct
        brand,
        measure,
        topic,
        unnest(range(hour_no, hour_no + 4)) as hour_no
    from recent

),

windows as (

    select
        reached.brand,
        reached.measure,
        reached.topic,
        reached.hour_no,
        sum(coalesce(recent.hour_count, 0)) over (
            partition by reached.brand, reached.measure, reached.topic
            order by reached.hour_no
            range between 3 preceding and current row
        ) as window_count
    from reached
    left join recent
        on
            reached.brand = recent.brand
            and reached.measure = recent.measure
            and reached.topic = recent.topic
            and reached.hour_no = recent.hour_no

)

select
    brand,
    measure,
    topic,
    hour_no
from windows
where window_count >= (select spike_rule.enough_count from spike_rule);

create or replace temp table volume_series as
with

series as (

    select
        brand,
        measure,
        topic
    from volume_enough
    union
    select
        brand,
        measure,
        topic
    from volume_measures
    where topic = ''
    union
    select
        brand,
        'mentions' as measure,
        '' as topic
    from volume_part

)

select
    series.brand,
    series.measure,
    series.topic,
    volume_part.from_hour,
    volume_part.until_at,
    volume_part.until_hour,
    row_number() over (order by series.brand, series.measure, series.topic) as series_no
from series
inner join volume_part
    on series.brand = volume_part.brand;

-- Hours whose expectation is asked for, and beside them those that baselines learn from: hours
-- that hold nothing add nothing to a sum, and how many were watched is known from the calendar.
create or replace temp table volume_hours_wanted as
with

steps as (

    select
        volume_series.series_no,
        volume_enough.hour_no,
        lag(volume_enough.hour_no) over (
            partition by volume_series.series_no
            order by volume_enough.hour_no
        ) as before_hour
    from volume_enough
    inner join volume_series
        on
            volume_enough.brand = volume_series.brand
            and volume_enough.measure = volume_series.measure
            and volume_enough.topic = volume_series.topic

),

-- The errors of the 14 days before an hour judge it, and its windows reach back some hours.
asked as (

    select
        series_no,
        unnest(
            range(greatest(hour_no - 360, coalesce(before_hour + 1, hour_no - 360)), hour_no + 1)
        ) as hour_no
    from steps
    union all
    select
        series_no,
        unnest(range(from_hour - 360, until_hour)) as hour_no
    from volume_series
    where topic = ''

),

teaching as (

    select
        volume_series.series_no,
        volume_measures.hour_no
    from volume_measures
    inner join volume_series
        on
            volume_measures.brand = volume_series.brand
            and volume_measures.measure = volume_series.measure
            and volume_measures.topic = volume_series.topic
    where
        volume_measures.hour_count > 0
        -- 15 days asked for, 28 of which each learns
        and volume_measures.hour_no >= volume_series.from_hour - 1040
    union all
    select
        volume_series.series_no,
        spike_marks.hour_no
    from spike_marks
    inner join volume_series
        on
            spike_marks.brand = volume_series.brand
            and spike_marks.measure = volume_series.measure
            and spike_marks.topic = volume_series.topic
    where spike_marks.hour_no >= volume_series.from_hour - 1040

),

either as (

    select
        series_no,
        hour_no,
        true as is_asked
    from asked
    union all
    select
        series_no,
        hour_no,
        false as is_asked
    from teaching

)

select
    series_no,
    hour_no,
    bool_or(is_asked) as is_asked
from either
group by series_no, hour_no;
