-- Snapshots and rejects of this batch, and what it did in numbers.
--
-- Reads: staged_posts, staged_engagement, staged_rejects, merged. Leaves: engagement, rejects,
-- snapshots_new, load_counts.
create or replace temp table snapshots as
with

every_snapshot as (

    select
        source || ':' || post_id as post_id,
        observed_at,
        like_count,
        share_count,
        reply_count,
        view_count,
        seq
    from staged_engagement
    union all
    select
        source || ':' || post_id as post_id,
        observed_at,
        like_count,
        share_count,
        reply_count,
        view_count,
        seq
    from staged_posts
    where
        observed_at is not null
        and coalesce(like_count, share_count, reply_count, view_count) is not null

)

select * exclude (seq)
from every_snapshot
qualify
    row_number() over (
        partition by post_id, observed_at
        order by seq desc
    ) = 1;

create or replace temp table snapshots_new as

select snapshots.*
from snapshots
left join engagement
    on
        snapshots.post_id = engagement.post_id
        and snapshots.observed_at = engagement.observed_at
where engagement.post_id is null;

insert into engagement
select *
from snapshots_new;

create or replace temp table rejects_new as

select
    staged_rejects.reject_id,
    staged_rejects.source,
    staged_rejects.format,
    staged_rejects.reason,
    staged_rejects.payload::json as payload,
    staged_rejects.place,
    $now::timestamptz as seen_at,
    $run_id::varchar as run_id
from staged_rejects
left join rejects
    on staged_rejects.reject_id = rejects.reject_id
where rejects.reject_id is null
qualify
    row_number() over (
        partition by staged_rejects.reject_id
        order by staged_rejects.seq
    ) = 1;

insert into rejects
select *
from rejects_new;

-- A row that could be loaded after all is no longer rejected.
create or replace temp table healed as

select rejects.reject_id
from rejects
inner join staged_posts
    on
        rejects.source = staged_posts.source
        and coalesce(
            json_extract_string(rejects.payload, '_post_id'),
            json_extract_string(rejects.payload, 'post_id'),
            json_extract_string(rejects.payload, 'tweet_id'),
            json_extract_string(rejects.payload, 'objectID'),
            json_extract_string(rejects.payload, 'id')
        ) = staged_posts.post_id;

delete from rejects
where reject_id in (select healed.reject_id from healed);

-- Rows of this batch that say something else under the id of another: only the last one stays.
create or replace temp table replacing as

select
    source || ':' || post_id as post_id,
    count(distinct row(created_at, text, author_id)) as row_count
from staged_posts
where
    (source, post_id) in (
        select (staged_posts.source, staged_posts.post_id)
        from staged_posts
        group by
            staged_posts.source,
            staged_posts.post_id
        having count(*) > 1
    )
group by
    source,
    post_id
having count(distinct row(created_at, text, author_id)) > 1;

create or replace temp table load_counts as

select
    count(*) filter (where seq is not null and is_new) as new_count,
    count(*) filter (where seq is not null and is_changed and not is_new) as changed_count,
    count(*) filter (where seq is not null and not is_changed) as same_count,
    (select count(*) from snapshots_new) as engagement_count,
    (select count(*) from staged_rejects) as rejected_count,
    (select coalesce(sum(replacing.row_count - 1), 0)::bigint from replacing) as replaced_count,
    (
        select list(replacing.post_id order by replacing.row_count desc, replacing.post_id asc)[:3]
        from replacing
    ) as replaced_ids
from merged;
