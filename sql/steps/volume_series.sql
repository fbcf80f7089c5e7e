-- The series to judge: a brand, and each of its topics that had enough to stand out at all.
--
-- Reads: volume_part (rows of volume_scope), volume_slots. Leaves: volume_hourly, volume_measures,
-- volume_series.
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
    volume_slots.slot_at >= to_timestamp(
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

create or replace temp table volume_series as
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

windows as (

    select
        brand,
        measure,
        topic,
        sum(hour_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between 3 preceding and current row
        ) as window_count
    from recent

),

series as (

    select distinct
        brand,
        measure,
        topic
    from windows
    where window_count >= (select spike_rule.enough_count from spike_rule)
    union
    select distinct
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
    volume_part.until_at
from series
inner join volume_part
    on series.brand = volume_part.brand;
