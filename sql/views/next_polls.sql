-- When the counts of each young post are worth reading again, and how fast they grow.
--
-- Hot posts are due at every pass: what is younger than two hours, and what gained one an hour or
-- more of late. A cold one is due when a quarter of its age has gone by since it was last read:
-- ever more rarely, yet often enough for finished posts to teach (viral_growth.sql).
-- Seven days after its birth, the horizon of every projection, nobody needs to ask any more.
-- Posts of which no count is known, as entries of feeds, are not here.
--
-- Grain: post_id
--
-- post_id   varchar                   source:id
-- source    varchar                   where it comes from
-- heat      double                    counts gained per hour, all kinds, since the snapshot an hour
--                                     or more before its newest; since its birth where none is
-- is_hot    boolean                   due at every pass
-- due_at    timestamp with time zone  from when on to read it again
-- ends_at   timestamp with time zone  from when on not to
with

young as (

    select
        posts.post_id,
        min(posts.source) as source,
        min(posts.created_at) as created_at
    from posts
    left join sources
        on posts.source = sources.source
    where
        posts.brand is not null
        and posts.direction = 'inbound'
        and posts.removed_at is null
        and coalesce(epoch(sources.observed_until) - epoch(posts.created_at) < 168 * 3600, true)
    group by posts.post_id

),

counted as (

    select
        engagement.post_id,
        engagement.observed_at,
        coalesce(engagement.like_count, 0)
        + coalesce(engagement.share_count, 0)
        + coalesce(engagement.reply_count, 0)
        + coalesce(engagement.view_count, 0) as total_count
    from engagement
    where
        engagement.post_id in (select young.post_id from young)
        and coalesce(
            engagement.like_count,
            engagement.share_count,
            engagement.reply_count,
            engagement.view_count
        ) is not null

),

newest as (

    select
        post_id,
        max(observed_at) as observed_at,
        arg_max(total_count, observed_at) as total_count
    from counted
    group by post_id

),

-- Passes may follow each other within a minute: that nothing came in between says little.
earlier as (

    select
        counted.post_id,
        max(counted.observed_at) as observed_at,
        arg_max(counted.total_count, counted.observed_at) as total_count
    from counted
    inner join newest
        on counted.post_id = newest.post_id
    where epoch(counted.observed_at) <= epoch(newest.observed_at) - 3600
    group by counted.post_id

),

-- A counter that falls stands still.
warm as (

    select
        young.post_id,
        young.source,
        young.created_at,
        newest.observed_at,
        greatest(epoch(newest.observed_at) - epoch(young.created_at), 0.0) as age_seconds,
        coalesce(
            3600.0 * greatest(newest.total_count - coalesce(earlier.total_count, 0), 0)
            / nullif(
                epoch(newest.observed_at)
                - epoch(coalesce(earlier.observed_at, young.created_at)), 0
            ), 0.0
        ) as heat
    from newest
    inner join young
        on newest.post_id = young.post_id
    left join earlier
        on newest.post_id = earlier.post_id

),

judged as (

    select
        *,
        age_seconds < 2 * 3600 or heat >= 1.0 as is_hot
    from warm

)

select
    post_id,
    source,
    heat,
    is_hot,
    to_timestamp(
        epoch(observed_at) + case when is_hot then 0.0 else age_seconds / 4 end
    ) as due_at,
    to_timestamp(epoch(created_at) + 168 * 3600) as ends_at
from judged
