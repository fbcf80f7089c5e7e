-- Quarters that stood out, less than twelve hours apart, make one episode.
--
-- Reads: volume_part, spike_slots, volume_expected, spike_counts, posts.
-- Leaves: spike_spans, spike_episodes.
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

-- It starts with the first quarter of its first window that held more than expected.
create or replace temp table spike_starts as

select
    spike_spans.brand,
    spike_spans.measure,
    spike_spans.topic,
    spike_spans.episode_no,
    min(spike_counts.slot_no) as start_slot
from spike_spans
inner join spike_counts
    on
        spike_spans.brand = spike_counts.brand
        and spike_spans.measure = spike_counts.measure
        and spike_spans.topic = spike_counts.topic
        and spike_spans.first_slot - spike_spans.window_slot_count < spike_counts.slot_no
        and spike_spans.first_slot >= spike_counts.slot_no
inner join volume_expected
    on
        spike_spans.brand = volume_expected.brand
        and spike_spans.measure = volume_expected.measure
        and spike_spans.topic = volume_expected.topic
        and floor(spike_counts.slot_no / 4)::bigint = volume_expected.hour_no
where spike_counts.slot_count > volume_expected.expected_count / 4
group by spike_spans.brand, spike_spans.measure, spike_spans.topic, spike_spans.episode_no;

create or replace temp table spike_sizes as
with

spans as (

    select
        spike_spans.*,
        spike_starts.start_slot
    from spike_spans
    inner join spike_starts
        on
            spike_spans.brand = spike_starts.brand
            and spike_spans.measure = spike_starts.measure
            and spike_spans.topic = spike_starts.topic
            and spike_spans.episode_no = spike_starts.episode_no

),

counted as (

    select
        spans.brand,
        spans.measure,
        spans.topic,
        spans.start_slot,
        spans.confirmed_slot,
        spans.last_slot,
        spans.peak_score,
        spans.is_running,
        sum(spike_counts.slot_count) as observed_count,
        -- the first of equal ones
        max_by(
            spike_counts.slot_no, spike_counts.slot_count * 1000000000 - spike_counts.slot_no
        ) as peak_slot
    from spans
    inner join spike_counts
        on
            spans.brand = spike_counts.brand
            and spans.measure = spike_counts.measure
            and spans.topic = spike_counts.topic
            and spike_counts.slot_no between spans.start_slot and spans.last_slot
    group by
        spans.brand,
        spans.measure,
        spans.topic,
        spans.start_slot,
        spans.confirmed_slot,
        spans.last_slot,
        spans.peak_score,
        spans.is_running

)

select
    counted.brand,
    counted.measure,
    counted.topic,
    counted.start_slot,
    counted.confirmed_slot,
    counted.last_slot,
    counted.peak_score,
    counted.is_running,
    counted.observed_count,
    counted.peak_slot,
    sum(
        volume_expected.expected_count
        * (
            least(counted.last_slot + 1, volume_expected.hour_no * 4 + 4)
            - greatest(counted.start_slot, volume_expected.hour_no * 4)
        )
        / 4
    ) as expected_count
from counted
inner join volume_expected
    on
        counted.brand = volume_expected.brand
        and counted.measure = volume_expected.measure
        and counted.topic = volume_expected.topic
        and volume_expected.hour_no between floor(counted.start_slot / 4)
        and floor(counted.last_slot / 4)
group by
    counted.brand,
    counted.measure,
    counted.topic,
    counted.start_slot,
    counted.confirmed_slot,
    counted.last_slot,
    counted.peak_score,
    counted.is_running,
    counted.observed_count,
    counted.peak_slot;

delete from spike_episodes
using volume_part
where
    spike_episodes.brand = volume_part.brand
    and spike_episodes.started_at >= to_timestamp(volume_part.from_hour * 3600);

insert into spike_episodes
with

authors as (

    select
        spike_sizes.brand,
        spike_sizes.measure,
        spike_sizes.topic,
        spike_sizes.start_slot,
        count(distinct posts.author_id) as author_count
    from spike_sizes
    inner join posts
        on
            spike_sizes.brand = posts.brand
            and posts.direction = 'inbound'
            and posts.created_at >= '$since'::timestamptz
            and posts.created_at >= to_timestamp(spike_sizes.start_slot * 900)
            and posts.created_at < to_timestamp((spike_sizes.last_slot + 1) * 900)
            and (spike_sizes.measure = 'mentions' or posts.is_complaint)
            and (spike_sizes.topic = '' or list_contains(posts.topics, spike_sizes.topic))
    group by spike_sizes.brand, spike_sizes.measure, spike_sizes.topic, spike_sizes.start_slot

)

select
    spike_sizes.brand,
    spike_sizes.measure,
    spike_sizes.topic,
    to_timestamp(spike_sizes.start_slot * 900) as started_at,
    least(
        to_timestamp((spike_sizes.confirmed_slot + 1) * 900), volume_part.until_at
    ) as detected_at,
    to_timestamp(spike_sizes.peak_slot * 900) as peak_at,
    to_timestamp((spike_sizes.last_slot + 1) * 900) as last_at,
    spike_sizes.is_running,
    spike_sizes.observed_count::bigint as observed_count,
    spike_sizes.expected_count,
    spike_sizes.peak_score,
    nullif(authors.author_count, 0) as author_count
from spike_sizes
inner join volume_part
    on spike_sizes.brand = volume_part.brand
left join authors
    on
        spike_sizes.brand = authors.brand
        and spike_sizes.measure = authors.measure
        and spike_sizes.topic = authors.topic
        and spike_sizes.start_slot = authors.start_slot;
