-- The series to judge, their counts, and the hours near them.
--
-- Reads: volume_part (rows of volume_scope), volume_slots from $since on, spike_rule.
-- Leaves: volume_series, volume_quarters, volume_hourly, volume_near.

-- A brand, and each of its topics; complaints are a series of their own where there were any.
create or replace temp table volume_series as
with

keys as (

    select
        volume_part.brand,
        measures.measure,
        coalesce(volume_slots.topic, '') as topic
    from volume_part
    cross join unnest(['mentions', 'complaints']) as measures (measure)
    left join volume_slots
        on
            volume_part.brand = volume_slots.brand
            and volume_slots.slot_at >= $since::timestamptz
            and volume_slots.slot_at >= to_timestamp(volume_part.first_hour * 3600)
    group by volume_part.brand, measures.measure, volume_slots.topic
    having measures.measure = 'mentions' or sum(volume_slots.complaint_count) > 0

)

select
    volume_part.*,
    keys.measure,
    keys.topic,
    row_number() over (order by keys.brand, keys.measure, keys.topic) as series_no
from keys
inner join volume_part
    on keys.brand = volume_part.brand;

create or replace temp table volume_quarters as

select
    volume_series.series_no,
    volume_slots.source,
    floor(epoch(volume_slots.slot_at) / 900)::bigint as slot_no,
    case
        when volume_series.measure = 'mentions' then volume_slots.mention_count
        else volume_slots.complaint_count
    end as slot_count
from volume_slots
inner join volume_series
    on
        volume_slots.brand = volume_series.brand
        and volume_slots.topic = volume_series.topic
        and volume_slots.slot_at >= to_timestamp(volume_series.first_hour * 3600)
where
    volume_slots.slot_at >= $since::timestamptz
    and (volume_series.measure = 'mentions' or volume_slots.complaint_count > 0);

create or replace temp table volume_hourly as

select
    series_no,
    source,
    floor(slot_no / 4)::bigint as hour_no,
    sum(slot_count)::double as hour_count
from volume_quarters
group by series_no, source, hour_no;

-- Hours that hold something, and those whose windows hold enough to stand out for a topic: nothing
-- is ever asked about its other hours. A count too low to stand out where nothing is expected and
-- counts scatter by chance alone is too low wherever more is. A window of four hours still holds
-- what came in its first.
create or replace temp table volume_near as

select
    volume_hourly.series_no,
    volume_hourly.hour_no + later.hours as hour_no,
    count_score(sum(volume_hourly.hour_count), 0, 1)
    >= any_value(
        least(spike_rule.mark_score, spike_rule.topic_score + spike_rule.quiet_alarm_score)
    ) as is_enough
from volume_hourly
cross join range(4) as later (hours)
cross join spike_rule
group by volume_hourly.series_no, volume_hourly.hour_no + later.hours
having is_enough or bool_or(later.hours = 0);
