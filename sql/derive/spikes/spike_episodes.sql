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

quarters as (

    select
        *,
        unnest(range(first_slot - window_slot_count + 1, last_slot + 1)) as slot_no
    from spike_spans

),

held as (

    select
        quarters.*,
        spike_counts.slot_count,
        volume_expected.expected_count / 4 as slot_expected,
        min(case
            when
                quarters.slot_no <= quarters.first_slot
                and spike_counts.slot_count > volume_expected.expected_count / 4
                then quarters.slot_no
        end) over (partition by quarters.series_no, quarters.episode_no) as start_slot
    from quarters
    left join spike_counts
        on
            quarters.series_no = spike_counts.series_no
            and quarters.slot_no = spike_counts.slot_no
    left join volume_expected
        on
            quarters.series_no = volume_expected.series_no
            and floor(quarters.slot_no / 4)::bigint = volume_expected.hour_no

),

sized as (

    select
        series_no,
        episode_no,
        min(start_slot) as start_slot,
        sum(slot_count)::bigint as observed_count,
        sum(slot_expected) as expected_count,
        -- the first of equal ones
        max_by(slot_no, slot_count * 1000000000 - slot_no) as peak_slot
    from held
    where slot_no >= start_slot
    group by series_no, episode_no

)

select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    volume_series.until_at,
    spike_spans.*,
    sized.* exclude (series_no, episode_no),
    to_timestamp(sized.start_slot * 900) as started_at,
    to_timestamp((spike_spans.last_slot + 1) * 900) as last_at
from sized
inner join spike_spans
    on
        sized.series_no = spike_spans.series_no
        and sized.episode_no = spike_spans.episode_no
inner join volume_series
    on sized.series_no = volume_series.series_no;

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
    spike_sizes.observed_count,
    spike_sizes.expected_count,
    spike_sizes.peak_score,
    nullif(authors.author_count, 0) as author_count
from spike_sizes
left join authors
    on
        spike_sizes.series_no = authors.series_no
        and spike_sizes.episode_no = authors.episode_no;
