-- First answer of the brand to each post whose growth is followed.
--
-- Grain: brand, post_id
--
-- brand        varchar                   key in earshot.toml
-- post_id      varchar                   source:id
-- answered_at  timestamp with time zone  of a reply to it, or of an answer to its turn
with

replies as (

    select
        posts.brand,
        parent_id as post_id,
        created_at as answered_at
    from posts
    where direction = 'outbound' and not is_automated and parent_id is not null
    union all
    select
        turn_facts.brand,
        turn_id as post_id,
        answered_at
    from turn_facts
    where answered_at is not null

),

latest as (

    select viral_growth.post_id
    from viral_growth
    where is_latest

)

select
    replies.brand,
    replies.post_id,
    min(replies.answered_at) as answered_at
from replies
where replies.post_id in (select latest.post_id from latest)
group by replies.brand, replies.post_id
