-- Conversations of posts that people said something about since a run last looked, or took back.
--
-- Reads: actions by way of labelled_posts, posts. Leaves: extra_conversations, added to.
create or replace temp table spoken_posts as

select
    post_id,
    brand,
    labels_key,
    cast(md5_number_lower(post_id) % 4294967296 as uinteger) as post_key
from labelled_posts;

insert into extra_conversations
select distinct posts.conversation_id
from posts
left join spoken_posts
    on
        posts.post_id = spoken_posts.post_id
        and posts.brand = spoken_posts.brand
where
    (
        posts.labels_key is not null
        or posts.post_key in (select wanted.post_key from spoken_posts as wanted)
    )
    and posts.labels_key is distinct from spoken_posts.labels_key;
