-- Posts of one spike, and those of the ordinary 28 days before it.
--
-- Ordinary means: outside every spike of the brand. For a spike of complaints both sides are
-- complaints. The posts of a topic's spike are held against the posts of all topics.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: post_id
--
-- post_id             varchar                   source:id
-- is_spike            boolean                   of the spike; false: of the days before
-- source              varchar                   where it was said
-- author_id           varchar                   null: unknown
-- author_name         varchar                   name or handle; null: unknown
-- created_at          timestamp with time zone  UTC
-- kind                varchar                   post, repost, reply, …
-- lang                varchar                   null: not recognised
-- polarity            varchar                   null: unscored
-- topics              varchar[]                 most hits first
-- text                varchar                   title and text
-- share_count         bigint                    null: not given
-- estimated_audience  double                    people; null: unknown
-- copy_group          ubigint                   as of mentions
with

episode as (

    select
        asked.brand,
        asked.measure,
        asked.topic,
        asked.started_at,
        case when not asked.is_running then asked.last_at end as ended_at
    from asked_episode(brand, measure, started_at, topic) as asked

),

others as (

    select
        spike_episodes.brand,
        spike_episodes.started_at as since_at,
        spike_episodes.last_at
    from spike_episodes
    where spike_episodes.topic = ''

),

said as (

    select
        posts.*,
        episode.started_at as since_at,
        posts.created_at >= episode.started_at as is_spike
    from posts
    inner join episode
        on
            posts.brand = episode.brand
            and posts.created_at >= episode.started_at - interval 28 day
            and posts.created_at < coalesce(episode.ended_at, cast('infinity' as timestamptz))
            and (episode.measure = 'mentions' or posts.is_complaint)
            and (
                posts.created_at < episode.started_at
                or episode.topic = ''
                or list_contains(posts.topics, episode.topic)
            )
    where
        posts.direction = 'inbound'
        -- Said again with the moment that was asked for: only a value lets older posts be skipped.
        and (
            started_at is null
            or posts.created_at >= cast(started_at as timestamptz) - interval 28 day
        )

)

select
    said.post_id,
    said.is_spike,
    said.source,
    said.author_id,
    coalesce(said.author_name, said.author_handle) as author_name,
    said.created_at,
    said.kind,
    said.lang,
    said.polarity,
    said.topics,
    concat_ws(' ', said.title, said.text) as text,
    said.share_count,
    estimated_audience(said.view_count, said.author_followers) as estimated_audience,
    said.copy_group
from said
where
    said.is_spike
    or not exists (
        select 1
        from others
        where
            said.brand = others.brand
            and said.created_at >= others.since_at
            and said.created_at < others.last_at
    )
