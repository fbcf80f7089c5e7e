-- How likely each followed post hurts, at each of its snapshots, by what was said until then.
--
-- Reactions are replies to it and quotes of it by others, not what only passes it on. A complaint
-- of its author from the 30 days before is open when it was not answered before the post.
-- Polarities are as they are read today.
--
-- Grain: post_id, brand, observed_at
--
-- post_id             varchar                   source:id
-- brand               varchar                   key in earshot.toml
-- observed_at         timestamp with time zone  the snapshot
-- is_latest           boolean                   the post's newest snapshot
-- reaction_count      bigint                    scored reactions until then
-- negative_count      bigint                    of them negative or complaints
-- has_open_complaint  boolean                   of the author's
-- harm                double                    0 .. 1, see post_harm()
with

followed as (

    select
        posts.post_id,
        posts.brand,
        posts.post_key,
        posts.author_id,
        posts.created_at,
        posts.is_complaint,
        posts.polarity,
        posts.sentiment
    from viral_growth
    inner join posts
        on viral_growth.post_id = posts.post_id
    where
        viral_growth.is_latest
        and posts.brand is not null
        and posts.direction = 'inbound'

),

reactions as (

    select
        followed.post_id,
        followed.brand,
        posts.created_at as happened_at,
        case when posts.is_complaint or posts.polarity = 'negative' then 1 else 0 end
            as negative_count
    from posts
    inner join followed
        on
            posts.parent_key = followed.post_key
            and posts.parent_id = followed.post_id
    where
        coalesce(posts.brand, followed.brand) = followed.brand
        and coalesce(posts.direction, 'inbound') = 'inbound'
        and posts.kind != 'repost'
        and posts.author_id is distinct from followed.author_id
        and posts.polarity is not null

),

counted as (

    select
        reactions.brand,
        reactions.post_id,
        viral_growth.observed_at,
        viral_growth.is_latest,
        count(*) as reaction_count,
        cast(sum(reactions.negative_count) as bigint) as negative_count
    from reactions
    inner join viral_growth
        on
            reactions.post_id = viral_growth.post_id
            and reactions.happened_at <= viral_growth.observed_at
    group by
        reactions.brand, reactions.post_id, viral_growth.observed_at, viral_growth.is_latest

),

waiting as (

    select distinct
        followed.post_id,
        followed.brand
    from followed
    inner join turn_facts
        on
            followed.brand = turn_facts.brand
            and followed.author_id = turn_facts.author_id
    where
        turn_facts.is_complaint
        and turn_facts.started_at < followed.created_at
        and turn_facts.started_at >= followed.created_at - interval 30 day
        and coalesce(turn_facts.answered_at > followed.created_at, true)

)

select
    followed.post_id,
    followed.brand,
    viral_growth.observed_at,
    viral_growth.is_latest,
    coalesce(counted.reaction_count, 0) as reaction_count,
    coalesce(counted.negative_count, 0) as negative_count,
    waiting.post_id is not null as has_open_complaint,
    post_harm(
        followed.is_complaint,
        followed.polarity,
        followed.sentiment,
        coalesce(counted.negative_count, 0),
        coalesce(counted.reaction_count, 0),
        waiting.post_id is not null
    ) as harm
from viral_growth
inner join followed
    on viral_growth.post_id = followed.post_id
left join counted
    on
        followed.brand = counted.brand
        and followed.post_id = counted.post_id
        and viral_growth.observed_at = counted.observed_at
        and viral_growth.is_latest = counted.is_latest
left join waiting
    on
        followed.brand = waiting.brand
        and followed.post_id = waiting.post_id
