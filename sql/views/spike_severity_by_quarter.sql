-- Severity of the spikes of a brand at the end of each quarter of an hour, by what was written so
-- far: a person counts with the first post, and what is expected until the end of the spike is
-- spread evenly over its quarters. Spikes over all topics, without those that one account made.
--
-- Parameters: brand
-- Grain: measure, started_at, known_at
--
-- measure      varchar                   mentions, complaints
-- started_at   timestamp with time zone  of the spike, UTC
-- detected_at  timestamp with time zone  UTC
-- peak_at      timestamp with time zone  UTC
-- known_at     timestamp with time zone  end of a quarter of an hour in which somebody wrote, UTC
-- severity     bigint                    1 .. 10
with

episodes as (

    select spike_episodes.*
    from spike_episodes
    where
        spike_episodes.brand = brand
        and spike_episodes.topic = ''
        and not is_one_account(
            spike_episodes.observed_count - spike_episodes.expected_count,
            spike_episodes.largest_author_count,
            spike_episodes.author_count,
            spike_episodes.usual_day_count
        )

),

said as (

    select
        episodes.measure,
        episodes.started_at,
        floor(epoch(posts.created_at) / 900) as slot_no,
        posts.author_id is not null and row_number() over (
            partition by episodes.measure, episodes.started_at, posts.author_id
            order by posts.created_at, posts.post_id
        ) = 1 as is_first
    from episodes
    inner join posts
        on
            episodes.brand = posts.brand
            and posts.direction = 'inbound'
            and posts.created_at >= episodes.started_at
            and posts.created_at < episodes.last_at
            and (episodes.measure = 'mentions' or posts.is_complaint)

),

quarters as (

    select
        said.measure,
        said.started_at,
        said.slot_no,
        count(*) as post_count,
        count(*) filter (where said.is_first) as author_count
    from said
    group by said.measure, said.started_at, said.slot_no

),

so_far as (

    select
        quarters.measure,
        quarters.started_at,
        to_timestamp((quarters.slot_no + 1) * 900) as known_at,
        sum(quarters.post_count) over earlier as observed_count,
        nullif(sum(quarters.author_count) over earlier, 0) as author_count
    from quarters
    window earlier as (
        partition by quarters.measure, quarters.started_at
        order by quarters.slot_no
    )

)

select
    episodes.measure,
    episodes.started_at,
    episodes.detected_at,
    episodes.peak_at,
    so_far.known_at,
    spike_severity(
        so_far.observed_count - episodes.expected_count
        * (epoch(so_far.known_at) - epoch(episodes.started_at))
        / nullif(max(epoch(so_far.known_at)) over (
            partition by episodes.measure, episodes.started_at
        ) - epoch(episodes.started_at), 0),
        so_far.author_count,
        episodes.usual_day_count
    ) as severity
from episodes
inner join so_far
    on
        episodes.measure = so_far.measure
        and episodes.started_at = so_far.started_at
