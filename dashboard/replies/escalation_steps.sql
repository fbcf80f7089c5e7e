-- One chain step by step: what its author and the brand wrote, from the complaint on for 30 days.
--
-- Grain: post_id
with

begun as (

    select
        posts.source,
        posts.author_id,
        posts.conversation_id,
        posts.created_at
    from posts
    where
        posts.brand = $brand
        and posts.post_id = $turn_id

)

select
    posts.post_id,
    posts.conversation_id,
    posts.created_at,
    posts.direction,
    posts.is_automated,
    posts.text,
    posts.share_count,
    posts.url
from posts
inner join begun
    on
        -- An id is one person's within its source only.
        posts.source = begun.source
        and posts.created_at >= begun.created_at
        and posts.created_at <= begun.created_at + interval 30 days
        and (
            posts.author_id = begun.author_id
            or (
                posts.direction = 'outbound'
                and posts.conversation_id = begun.conversation_id
            )
        )
where
    posts.brand = $brand
    and posts.kind <> 'repost'
order by posts.created_at, posts.post_id
limit 60
