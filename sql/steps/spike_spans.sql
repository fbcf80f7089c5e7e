-- Quarters that stood out, less than twelve hours apart, make one episode.
--
-- Reads: volume_series, volume_part, spike_slots, volume_expected, volume_slots, posts.
-- Leaves: spike_found.
create or replace temp table spike_spans as
with

recent as (

    select spike_slots.*
    from spike_slots
    inner join volume_part
        on spike_slots.brand = volume_part.brand
    where spike_slots.slot_no >= volume_part.from_hour * 4

),

steps as (

    select
        *,
        slot_no - lag(slot_no) over (
            partition by brand, measure, topic
            order by slot_no
        ) as slot_step
    from recent

),

numbered as (

    select
        *,
        sum(case when slot_step <= 48 then 0 else 1 end) over (
            partition by brand, measure, topic
            order by slot_no
            rows between unbounded preceding and current row
        ) as episode_no
    from steps

)

select
    brand,
    measure,
    topic,
    episode_no,
    min(slot_no) as first_slot,
    max(slot_no) as last_slot,
    min(slot_no) filter (where is_confirmed) as confirmed_slot,
    min_by(window_slot_count, slot_no) as window_slot_count,
    max(score) as peak_score,
    bool_or(is_last) as is_running
from numbered
group by brand, measure, topic, episode_no
having bool_or(is_confirmed);
