-- The series to judge: a brand, and each of its topics that had enough to stand out at all.
--
-- Reads: volume_part (rows of volume_scope), volume_slots. Leaves: volume_series, volume_hourly.
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
where volume_slots.slot_at >= to_timestamp((volume_part.from_hour - $lookback) * 3600)
group by volume_slots.brand, volume_slots.topic, volume_slots.source, hour_no;

create or replace temp table volume_series as
with

recent as (

    select
        volume_hourly.brand,
        volume_hourly.topic,
        volume_hourly.hour_no,
        sum(volume_hourly.mention_count) as mention_count
    from volume_hourly
    inner join volume_part
        on volume_hourly.brand = volume_part.brand
    where volume_hourly.hour_no >= volume_part.from_hour - 4 and volume_hourly.topic != ''
    group by volume_hourly.brand, volume_hourly.topic, volume_hourly.hour_no

),

windows as (

    select
        brand,
        topic,
        sum(mention_count) over (
            partition by brand, topic
            order by hour_no
            range between 3 preceding and current row
        ) as mention_count
    from recent

),

topics as (

    select distinct
        brand,
        topic
    from windows
    where mention_count >= $enough
    union all
    select
        brand,
        '' as topic
    from volume_part

)

select
    topics.brand,
    topics.topic,
    volume_part.time_zone,
    volume_part.from_hour,
    volume_part.until_hour,
    volume_part.until_at
from topics
inner join volume_part
    on topics.brand = volume_part.brand;
