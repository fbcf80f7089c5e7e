-- Posts whose group of copies this batch decides, with what they share with others.
--
-- Those that the batch writes; held ones that share a band with one of them; and what is left of
-- groups that lose a text, which may fall apart. Other groups can only grow together.
--
-- Reads: known, reread_posts, delta, gone_posts, posts. Leaves: copy_loose (row_id null: not held,
-- or written anew).
create or replace temp table copy_broken as
with

former as (

    select
        post_id,
        copy_group,
        copy_band_1,
        copy_band_2,
        copy_band_3,
        copy_band_4
    from known
    union all
    select
        post_id,
        copy_group,
        copy_band_1,
        copy_band_2,
        copy_band_3,
        copy_band_4
    from reread_posts

)

select distinct former.copy_group
from former
left join delta
    on former.post_id = delta.post_id
where
    former.copy_group is not null
    and (
        delta.post_id is not null
        or former.post_id in (select gone_posts.post_id from gone_posts)
    )
    and (
        former.copy_band_1 is distinct from delta.copy_band_1
        or former.copy_band_2 is distinct from delta.copy_band_2
        or former.copy_band_3 is distinct from delta.copy_band_3
        or former.copy_band_4 is distinct from delta.copy_band_4
    );

create or replace temp table copy_rows as

select posts.rowid as row_id
from posts
where
    posts.copy_group in (select copy_broken.copy_group from copy_broken)
    and posts.post_id not in (select gone_posts.post_id from gone_posts);

-- What is left of the broken groups looks for its neighbours like the batch itself.
create or replace temp table copy_placed as

select
    cast(null as bigint) as row_id,
    delta.post_id,
    cast(null as ubigint) as copy_group,
    delta.copy_band_1,
    delta.copy_band_2,
    delta.copy_band_3,
    delta.copy_band_4
from delta
where delta.copy_band_1 is not null
union all
select
    posts.rowid as row_id,
    posts.post_id,
    null as copy_group,
    posts.copy_band_1,
    posts.copy_band_2,
    posts.copy_band_3,
    posts.copy_band_4
from posts
where
    posts.rowid in (select copy_rows.row_id from copy_rows)
    and posts.post_id not in (select delta.post_id from delta);

create or replace temp table copy_neighbours as

select posts.rowid as row_id
from posts
where posts.copy_band_1 in (select copy_placed.copy_band_1 from copy_placed)
union
select posts.rowid as row_id
from posts
where posts.copy_band_2 in (select copy_placed.copy_band_2 from copy_placed)
union
select posts.rowid as row_id
from posts
where posts.copy_band_3 in (select copy_placed.copy_band_3 from copy_placed)
union
select posts.rowid as row_id
from posts
where posts.copy_band_4 in (select copy_placed.copy_band_4 from copy_placed);

create or replace temp table copy_loose as

select *
from copy_placed
union all
select
    posts.rowid as row_id,
    posts.post_id,
    posts.copy_group,
    posts.copy_band_1,
    posts.copy_band_2,
    posts.copy_band_3,
    posts.copy_band_4
from posts
where
    posts.rowid in (select copy_neighbours.row_id from copy_neighbours)
    and posts.rowid not in (select copy_rows.row_id from copy_rows)
    and posts.post_id not in (select delta.post_id from delta)
    and posts.post_id not in (select gone_posts.post_id from gone_posts);
