-- What people say, of a post and of its copies, and whose conversations hear it for the first time.
--
-- Reads: actions by way of labelled_posts, posts, delta. Leaves: spoken_posts, spoken_copies,
-- extra_conversations, added to.
create or replace temp table spoken_posts as

select
    labelled_posts.*,
    id_key(post_id) as post_key
from labelled_posts;

create or replace temp table spoken_groups as

select
    posts.post_id,
    posts.copy_group
from posts
where
    posts.post_key in (select spoken_posts.post_key from spoken_posts)
    and posts.post_id not in (select delta.post_id from delta)
union
select
    delta.post_id,
    delta.copy_group
from delta
where delta.post_id in (select spoken_posts.post_id from spoken_posts);

-- One voice: of each field the last word about any of the copies.
create or replace temp table spoken_copies as

select
    spoken_groups.copy_group,
    spoken_posts.brand,
    arg_max(polarity, (labelled_at, spoken_posts.post_id)) filter (where polarity is not null)
        as polarity,
    arg_max(complaint, (labelled_at, spoken_posts.post_id)) filter (where complaint is not null)
        as complaint,
    arg_max(topic, (labelled_at, spoken_posts.post_id)) filter (where topic is not null) as topic,
    arg_max(labelled_by, (labelled_at, spoken_posts.post_id)) as labelled_by,
    max(labelled_at) as labelled_at,
    bit_xor(labels_key) as labels_key
from spoken_posts
inner join spoken_groups
    on spoken_posts.post_id = spoken_groups.post_id
where spoken_groups.copy_group is not null
group by
    spoken_groups.copy_group,
    spoken_posts.brand;

insert into extra_conversations
select distinct posts.conversation_id
from posts
left join spoken_posts
    on
        posts.post_id = spoken_posts.post_id
        and posts.brand = spoken_posts.brand
left join spoken_copies
    on
        posts.copy_group = spoken_copies.copy_group
        and posts.brand = spoken_copies.brand
where
    (
        posts.labels_key is not null
        or posts.post_key in (select wanted.post_key from spoken_posts as wanted)
        or posts.copy_group in (select wanted.copy_group from spoken_copies as wanted)
    )
    and posts.labels_key is distinct from coalesce(
        spoken_copies.labels_key, spoken_posts.labels_key
    );
