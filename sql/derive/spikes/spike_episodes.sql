-- Quarters that stood out, less than twelve hours apart, make one episode.
--
-- Reads: volume_series, volume_part, spike_tests, volume_expected, spike_counts, posts.
-- Leaves: spike_spans, spike_sizes, spike_episodes.
create or replace temp table spike_spans as
with

steps as (

    select
        *,
        slot_no - lag(slot_no) over (
            partition by series_no
            order by slot_no
        ) as slot_step
    from spike_tests

),

numbered as (

    select
        *,
        sum(case when slot_step <= 48 then 0 else 1 end) over (
            partition by series_no
            order by slot_no
            rows between unbounded preceding and current row
        ) as episode_no
    from steps

)

select
    series_no,
    episode_no,
    min(slot_no) as first_slot,
    max(slot_no) as last_slot,
    min(slot_no) filter (where is_confirmed) as confirmed_slot,
    min_by(window_slot_count, slot_no) as window_slot_count,
    max(score) as peak_score,
    bool_or(is_last) as is_running
from numbered
group by series_no, episode_no
having bool_or(is_confirmed);

-- It starts with the first quarter of its first window that held more than expected.
create or replace temp table spike_sizes as
with

begun as (

    select
        spike_spans.series_no,
        spike_spans.episode_no,
        min(spike_counts.slot_no) as start_slot
    from spike_spans
    inner join spike_counts
        on
            spike_spans.series_no = spike_counts.series_no
            and spike_spans.first_slot - spike_spans.window_slot_count < spike_counts.slot_no
            and spike_spans.first_slot >= spike_counts.slot_no
    inner join volume_expected
        on
            spike_spans.series_no = volume_expected.series_no
            and floor(spike_counts.slot_no / 4)::bigint = volume_expected.hour_no
    where spike_counts.slot_count > volume_expected.expected_count / 4
    group by spike_spans.series_no, spike_spans.episode_no

),

starts as (

    select
        spike_spans.*,
        begun.start_slot
    from spike_spans
    inner join begun
        on
            spike_spans.series_no = begun.series_no
            and spike_spans.episode_no = begun.episode_no

),

counted as (

    select
        starts.series_no,
        starts.episode_no,
        sum(spike_counts.slot_count) as observed_count,
        -- the first of equal ones
        max_by(
            spike_counts.slot_no, spike_counts.slot_count * 1000000000 - spike_counts.slot_no
        ) as peak_slot
    from starts
    inner join spike_counts
        on
            starts.series_no = spike_counts.series_no
            and spike_counts.slot_no between starts.start_slot and starts.last_slot
    group by starts.series_no, starts.episode_no

),

awaited as (

    select
        starts.series_no,
        starts.episode_no,
        sum(
            volume_expected.expected_count / 4 * (
                least(starts.last_slot + 1, volume_expected.hour_no * 4 + 4)
                - greatest(starts.start_slot, volume_expected.hour_no * 4)
            )
        ) as expected_count
    from starts
    inner join volume_expected
        on
            starts.series_no = volume_expected.series_no
            and volume_expected.hour_no between floor(starts.start_slot / 4)
            and floor(starts.last_slot / 4)
    group by starts.series_no, starts.episode_no

)

select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    volume_series.until_at,
    starts.*,
    to_timestamp(starts.start_slot * 900) as started_at,
    to_timestamp((starts.last_slot + 1) * 900) as last_at,
    counted.observed_count,
    counted.peak_slot,
    awaited.expected_count
from starts
inner join volume_series
    on starts.series_no = volume_series.series_no
inner join counted
    on
        starts.series_no = counted.series_no
        and starts.episode_no = counted.episode_no
inner join awaited
    on
        starts.series_no = awaited.series_no
        and starts.episode_no = awaited.episode_no;

delete from spike_episodes
using volume_part
where
    spike_episodes.brand = volume_part.brand
    and spike_episodes.started_at >= to_timestamp(volume_part.from_hour * 3600);

insert into spike_episodes
with

authors as (

    select
        spike_sizes.series_no,
        spike_sizes.episode_no,
        count(distinct posts.author_id) as author_count
    from spike_sizes
    inner join posts
        on
            spike_sizes.brand = posts.brand
            and posts.direction = 'inbound'
            and posts.created_at >= '$since'::timestamptz
            and posts.created_at >= spike_sizes.started_at
            and posts.created_at < spike_sizes.last_at
            and (spike_sizes.measure = 'mentions' or posts.is_complaint)
            and (spike_sizes.topic = '' or list_contains(posts.topics, spike_sizes.topic))
    group by spike_sizes.series_no, spike_sizes.episode_no

)

select
    spike_sizes.brand,
    spike_sizes.measure,
    spike_sizes.topic,
    spike_sizes.started_at,
    least(
        to_timestamp((spike_sizes.confirmed_slot + 1) * 900), spike_sizes.until_at
    ) as detected_at,
    to_timestamp(spike_sizes.peak_slot * 900) as peak_at,
    spike_sizes.last_at,
    spike_sizes.is_running,
    spike_sizes.observed_count::bigint as observed_count,
    spike_sizes.expected_count,
    spike_sizes.peak_score,
    nullif(authors.author_count, 0) as author_count
from spike_sizes
left join authors
    on
        spike_sizes.series_no = authors.series_no
        and spike_sizes.episode_no = authors.episode_no;
