-- Take back what one load of a file brought, as if it had never been.
--
-- What a later load of a file brought too stays, and is that load's from then on; what another run
-- has changed since stays as it is.
--
-- What goes and what comes back is only named here: its conversations are derived anew like those
-- of any batch, so that the cost follows the load and not what is held.
--
-- Reads: load_posts, load_engagement, replaced_posts, posts. Leaves: gone_posts, delta, known,
-- extra_conversations, volume_touched, each added to; engagement, rejects, observations, sources,
-- unload_counts.
create or replace temp table unload_marks as
with

mine as (

    select
        load_posts.post_id,
        load_posts.change,
        min_by(later.run_id, later.loaded_at) as next_run_id
    from load_posts
    left join load_posts as later
        on
            load_posts.post_id = later.post_id
            and load_posts.loaded_at < later.loaded_at
    where load_posts.run_id = $run_id
    group by
        load_posts.post_id,
        load_posts.change

),

last_runs as (

    select
        post_id,
        any_value(run_id) as run_id
    from posts
    where posts.post_id in (select mine.post_id from mine)
    group by post_id

)

select
    mine.post_id,
    mine.change,
    mine.next_run_id,
    (
        mine.next_run_id is null
        and mine.change = 'new'
        and last_runs.run_id = $run_id
    ) as is_removed,
    (
        mine.next_run_id is null
        and mine.change = 'changed'
        and last_runs.run_id = $run_id
        and replaced_posts.post_id is not null
    ) as is_restored
from mine
left join last_runs
    on mine.post_id = last_runs.post_id
left join replaced_posts
    on
        mine.post_id = replaced_posts.post_id
        and replaced_posts.run_id = $run_id;

-- The next load stands where this one stood: what was before this is now what was before it.
delete from replaced_posts
where
    (replaced_posts.run_id, replaced_posts.post_id) in (
        select (unload_marks.next_run_id, unload_marks.post_id)
        from unload_marks
        where unload_marks.next_run_id is not null and unload_marks.change <> 'same'
    );

update replaced_posts
set run_id = unload_marks.next_run_id
from unload_marks
where
    replaced_posts.run_id = $run_id
    and replaced_posts.post_id = unload_marks.post_id
    and unload_marks.next_run_id is not null;

update load_posts
set change = unload_marks.change
from unload_marks
where
    load_posts.run_id = unload_marks.next_run_id
    and load_posts.post_id = unload_marks.post_id
    and unload_marks.change <> 'same';

update posts
set run_id = unload_marks.next_run_id
from unload_marks
where
    posts.post_id = unload_marks.post_id
    and posts.run_id = $run_id
    and unload_marks.next_run_id is not null;

update load_engagement
set run_id = unload_marks.next_run_id
from unload_marks
where
    load_engagement.run_id = $run_id
    and load_engagement.post_id = unload_marks.post_id
    and unload_marks.next_run_id is not null;

insert into gone_posts
select post_id
from unload_marks
where is_removed;

create or replace temp table known as

select *
from posts
where
    post_id in (
        select unload_marks.post_id
        from unload_marks
        where unload_marks.is_removed or unload_marks.is_restored
    );

insert into extra_conversations
select distinct conversation_id
from known;

insert into delta by name
select
    replaced_posts.* exclude (run_id, replaced_run_id),
    replaced_posts.replaced_run_id as run_id
from replaced_posts
inner join unload_marks
    on replaced_posts.post_id = unload_marks.post_id
where replaced_posts.run_id = $run_id and unload_marks.is_restored;

delete from engagement
where
    (engagement.post_id, engagement.observed_at) in (
        select (load_engagement.post_id, load_engagement.observed_at)
        from load_engagement
        where load_engagement.run_id = $run_id
    );

create or replace temp table unload_counts as

select
    count(*) filter (where is_removed) as removed_count,
    count(*) filter (where is_restored) as restored_count,
    count(*) filter (
        where change <> 'same' and not is_removed and not is_restored
    ) as kept_count,
    (
        select count(*)
        from rejects
        where rejects.run_id = $run_id
    ) as rejected_count
from unload_marks;

delete from rejects
where run_id = $run_id;

-- From then on fewer hours were watched.
create temp table if not exists volume_touched (brand varchar, slot_at timestamptz);

insert into volume_touched
select distinct
    volume_sources.brand,
    to_timestamp(floor(epoch(observations.since_at) / 900) * 900) as slot_at
from observations
inner join volume_sources
    on observations.source = volume_sources.source
where observations.run_id = $run_id;

delete from observations
where run_id = $run_id;

delete from load_posts
where run_id = $run_id;

delete from load_engagement
where run_id = $run_id;

delete from replaced_posts
where run_id = $run_id;

-- What no post and no span is left of was that load's alone.
delete from sources
where
    kind = 'file'
    and source not in (
        select posts.source
        from posts
        where posts.post_id not in (select gone_posts.post_id from gone_posts)
    )
    and source not in (select rejects.source from rejects)
    and source not in (select observations.source from observations);

update sources
set observed_until = spans.until_at
from (
    select
        source,
        max(until_at) as until_at
    from observations
    group by source
) as spans
where sources.source = spans.source and sources.kind = 'file';
