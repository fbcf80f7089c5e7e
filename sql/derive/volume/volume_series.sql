-- The series to judge: a brand, and each of its topics that had enough to stand out at all.
--
-- Reads: volume_part (rows of volume_scope), volume_slots, spike_marks, spike_rule.
-- Leaves: volume_hourly, volume_measures, volume_series, volume_hours_wanted.
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
    and volume_slots.slot_at >= to_timestamp(volume_part.first_hour * 3600)
group by volume_slots.brand, volume_slots.topic, volume_slots.source, hour_no;

-- Complaints are a series of their own where there were any.
create or replace temp table volume_keys as
with

keys as (

    select
        brand,
        topic,
        unnest(
            case when sum(complaint_count) > 0 then ['mentions', 'complaints'] else ['mentions']
            end
        ) as measure
    from volume_hourly
    group by brand, topic
    union
    select
        brand,
        '' as topic,
        'mentions' as measure
    from volume_part

)

select
    keys.*,
    volume_part.from_hour,
    volume_part.until_at,
    volume_part.until_hour,
    row_number() over (order by keys.brand, keys.measure, keys.topic) as series_no
from keys
inner join volume_part
    on keys.brand = volume_part.brand;

create or replace temp table volume_measures as

select
    volume_keys.series_no,
    volume_hourly.source,
    volume_hourly.hour_no,
    case
        when volume_keys.measure = 'mentions' then volume_hourly.mention_count
        else volume_hourly.complaint_count
    end as hour_count
from volume_hourly
inner join volume_keys
    on
        volume_hourly.brand = volume_keys.brand
        and volume_hourly.topic = volume_keys.topic
where volume_keys.measure = 'mentions' or volume_hourly.complaint_count > 0;

-- Hours of a topic whose windows hold enough: nothing is ever asked about its other hours. A window
-- of four hours still holds what came in its first.
create or replace temp table volume_enough as
with

recent as (

    select
        volume_measures.series_no,
        volume_measures.hour_no,
        sum(volume_measures.hour_count) as hour_count
    from volume_measures
    inner join volume_keys
        on volume_measures.series_no = volume_keys.series_no
    where volume_measures.hour_no >= volume_keys.from_hour - 4 and volume_keys.topic != ''
    group by volume_measures.series_no, volume_measures.hour_no

),

windows as (

    select
        series_no,
        unnest(range(hour_no, hour_no + 4)) as hour_no,
        hour_count
    from recent

)

select
    series_no,
    hour_no
from windows
group by series_no, hour_no
having sum(hour_count) >= (select spike_rule.enough_count from spike_rule);

create or replace temp table volume_series as

select *
from volume_keys
where topic = '' or series_no in (select volume_enough.series_no from volume_enough);

-- Hours whose expectation is asked for, and beside them those that baselines learn from: hours
-- that hold nothing add nothing to a sum, and how many were watched is known from the calendar.
create or replace temp table volume_hours_wanted as
with

steps as (

    select
        series_no,
        hour_no,
        lag(hour_no, 1, hour_no - 361) over (
            partition by series_no
            order by hour_no
        ) as before_hour
    from volume_enough

),

-- The errors of the 14 days before an hour judge it, and its windows reach back some hours.
-- 15 days are asked for, and each learns from 28.
either as (

    select
        series_no,
        unnest(range(greatest(hour_no - 360, before_hour + 1), hour_no + 1)) as hour_no,
        true as is_asked
    from steps
    union all
    select
        series_no,
        unnest(range(from_hour - 360, until_hour)) as hour_no,
        true as is_asked
    from volume_series
    where topic = ''
    union all
    select
        volume_series.series_no,
        volume_measures.hour_no,
        false as is_asked
    from volume_measures
    inner join volume_series
        on volume_measures.series_no = volume_series.series_no
    where
        volume_measures.hour_count > 0
        and volume_measures.hour_no >= volume_series.from_hour - 1040
    union all
    select
        volume_series.series_no,
        spike_marks.hour_no,
        false as is_asked
    from spike_marks
    inner join volume_series
        on
            spike_marks.brand = volume_series.brand
            and spike_marks.measure = volume_series.measure
            and spike_marks.topic = volume_series.topic
    where spike_marks.hour_no >= volume_series.from_hour - 1040

)

select
    series_no,
    hour_no,
    bool_or(is_asked) as is_asked
from either
group by series_no, hour_no;
