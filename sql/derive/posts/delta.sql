-- The rows that this batch writes anew, one per post.
--
-- Reads: merged, known, reread_posts, readings. Leaves: delta.
create or replace temp table delta as

select
    {merged_columns},
    $run_id::varchar as run_id,
    cast(null as ubigint) as copy_group,
    {read_or_known}
from merged
left join known
    on merged.post_id = known.post_id
left join readings
    on merged.post_id = readings.post_id
where merged.is_changed
union all by name
select
    {held_columns},
    posts.run_id,
    cast(null as ubigint) as copy_group,
    {read_columns}
from reread_posts as posts
inner join readings
    on posts.post_id = readings.post_id;
