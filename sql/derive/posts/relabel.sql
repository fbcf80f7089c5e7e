-- What people say, of a post and of its copies, and whose conversations hear it for the first time.
--
-- What is said not to be about a brand has no row of that brand any more: the keys of those words
-- are kept by all rows that the post has left, so that taking them back is noticed.
--
-- Reads: actions by way of labelled_posts, posts, delta. Leaves: spoken_posts, spoken_copies,
-- disowned, disowned_keys, extra_conversations, added to.
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
    arg_max(about, (labelled_at, spoken_posts.post_id)) filter (where about is not null) as about,
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

create or replace temp table disowned as
with

-- One after the other: where nobody said so, neither look reads any post.
held_posts as (

    select
        posts.post_id,
        posts.copy_group
    from posts
    where
        posts.post_key in (
            select wanted.post_key
            from spoken_posts as wanted
            where wanted.about is not null
        )
        and posts.post_id not in (select delta.post_id from delta)
    union
    select
        posts.post_id,
        posts.copy_group
    from posts
    where
        posts.copy_group in (
            select wanted.copy_group
            from spoken_copies as wanted
            where wanted.about is not null
        )
        and posts.post_id not in (select delta.post_id from delta)
    union
    select
        delta.post_id,
        delta.copy_group
    from delta

),

-- What is said of the post itself comes before what is said of its copies.
told as (

    select
        held_posts.post_id,
        spoken_copies.brand,
        spoken_copies.about,
        spoken_copies.labels_key,
        1 as place
    from held_posts
    inner join spoken_copies
        on held_posts.copy_group = spoken_copies.copy_group
    where spoken_copies.about is not null
    union all
    select
        held_posts.post_id,
        spoken_posts.brand,
        spoken_posts.about,
        spoken_posts.labels_key,
        0 as place
    from held_posts
    inner join spoken_posts
        on held_posts.post_id = spoken_posts.post_id
    where spoken_posts.about is not null

)

select
    told.post_id,
    told.brand,
    arg_max(told.labels_key, told.place) as labels_key
from told
group by told.post_id, told.brand
having arg_min(told.about, told.place) = 'no';

create or replace temp table disowned_keys as

select
    disowned.post_id,
    bit_xor(disowned.labels_key) as labels_key
from disowned
group by disowned.post_id;

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
left join disowned_keys as gone
    on posts.post_id = gone.post_id
where
    (
        posts.labels_key is not null
        or posts.post_key in (select wanted.post_key from spoken_posts as wanted)
        or posts.copy_group in (select wanted.copy_group from spoken_copies as wanted)
    )
    and posts.labels_key is distinct from mixed_key(
        coalesce(spoken_copies.labels_key, spoken_posts.labels_key), gone.labels_key
    );
