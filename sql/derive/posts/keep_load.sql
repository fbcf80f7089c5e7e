-- What a load of a file did, kept so that it can be taken back as a whole.
--
-- Reads: merged, known, snapshots_new. Leaves: load_posts, replaced_posts, load_engagement.
insert into load_posts
select
    $run_id::varchar as run_id,
    post_id,
    case
        when is_new then 'new'
        when is_changed then 'changed'
        else 'same'
    end as change,
    $now::timestamptz as loaded_at
from merged
where seq is not null or is_changed;

insert into replaced_posts by name
select
    $run_id::varchar as run_id,
    known.run_id as replaced_run_id,
    {known_columns}
from known
inner join merged
    on known.post_id = merged.post_id
where merged.is_changed and not merged.is_new;

insert into load_engagement
select
    $run_id::varchar as run_id,
    post_id,
    observed_at
from snapshots_new;
