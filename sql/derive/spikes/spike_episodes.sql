-- Quarters that stood out, less than twelve hours apart, make one episode.
--
-- Reads: volume_series, volume_part, spike_tests, volume_expected, volume_left_out, spike_counts,
-- posts from $since on. Leaves: spike_sizes, spike_authors, spike_episodes.
create or replace temp table spike_sizes as
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

),

spans as (

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
    having bool_or(is_confirmed)

),

quarters as (

    select
        *,
        unnest(range(first_slot - window_slot_count + 1, last_slot + 1)) as slot_no
    from spans

),

-- It starts with the first quarter of its first window that held more than expected.
held as (

    select
        quarters.*,
        spike_counts.slot_count,
        volume_expected.expected_count / 4 as slot_expected,
        min(case
            when
                quarters.slot_no <= quarters.first_slot
                and spike_counts.slot_count > slot_expected
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

)

select
    * exclude (slot_no, slot_count, slot_expected),
    sum(slot_count)::bigint as observed_count,
    sum(slot_expected) as expected_count,
    -- the first of equal ones
    max_by(slot_no, slot_count * 1000000000 - slot_no) as peak_slot
from held
where slot_no >= start_slot
group by
    series_no, episode_no, first_slot, last_slot, confirmed_slot, window_slot_count, peak_score,
    is_running, start_slot;

-- Who wrote how much of each.
create or replace temp table spike_authors as

select
    spike_sizes.series_no,
    spike_sizes.start_slot,
    posts.author_id,
    count(*) as post_count
from spike_sizes
inner join volume_series
    on spike_sizes.series_no = volume_series.series_no
inner join posts
    on
        volume_series.brand = posts.brand
        and posts.direction = 'inbound'
        and posts.created_at >= $since::timestamptz
        and posts.created_at >= to_timestamp(spike_sizes.start_slot * 900)
        and posts.created_at < to_timestamp((spike_sizes.last_slot + 1) * 900)
        and (volume_series.measure = 'mentions' or posts.is_complaint)
        and (volume_series.topic = '' or list_contains(posts.topics, volume_series.topic))
group by spike_sizes.series_no, spike_sizes.start_slot, posts.author_id;

delete from spike_episodes
using volume_part
where
    spike_episodes.brand = volume_part.brand
    and spike_episodes.started_at >= to_timestamp(volume_part.from_hour * 3600);

insert into spike_episodes
with

people as (

    select
        series_no,
        start_slot,
        nullif(count(author_id), 0) as author_count,
        max(post_count) filter (where author_id is not null) as largest_author_count
    from spike_authors
    group by series_no, start_slot

),

-- Of topics too: a topic's own usual day would make a crisis of every dozen of posts.
usual as (

    select
        spike_sizes.series_no,
        spike_sizes.start_slot,
        any_value(volume_expected.level_mean) * 24 as usual_day_count,
        to_timestamp(min(volume_left_out.hour_no) * 3600) as adopted_at
    from spike_sizes
    inner join volume_series
        on spike_sizes.series_no = volume_series.series_no
    inner join volume_series as whole
        on
            volume_series.brand = whole.brand
            and volume_series.measure = whole.measure
            and whole.topic = ''
    left join volume_expected
        on
            whole.series_no = volume_expected.series_no
            and floor(spike_sizes.start_slot / 4)::bigint = volume_expected.hour_no
    left join volume_left_out
        on
            whole.series_no = volume_left_out.series_no
            and volume_left_out.kind = 'adopted'
            and volume_left_out.hour_no * 4
            between spike_sizes.start_slot and spike_sizes.last_slot + 48
    group by spike_sizes.series_no, spike_sizes.start_slot

)

select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    to_timestamp(spike_sizes.start_slot * 900) as started_at,
    least(
        to_timestamp((spike_sizes.confirmed_slot + 1) * 900), volume_series.until_at
    ) as detected_at,
    to_timestamp(spike_sizes.peak_slot * 900) as peak_at,
    to_timestamp((spike_sizes.last_slot + 1) * 900) as last_at,
    spike_sizes.is_running,
    spike_sizes.observed_count,
    spike_sizes.expected_count,
    spike_sizes.peak_score,
    people.author_count,
    people.largest_author_count,
    usual.usual_day_count,
    usual.adopted_at
from spike_sizes
inner join volume_series
    on spike_sizes.series_no = volume_series.series_no
inner join usual
    on
        spike_sizes.series_no = usual.series_no
        and spike_sizes.start_slot = usual.start_slot
left join people
    on
        spike_sizes.series_no = people.series_no
        and spike_sizes.start_slot = people.start_slot;
