-- Growth at each new snapshot, and finished posts at fixed ages.
--
-- Shares between two snapshots are read off the straight line between them, from 0 at birth.
--
-- Reads: viral_touched, engagement, posts. Leaves: viral_growth, viral_samples, viral_finished.
create or replace temp table viral_firsts as

select
    post_id,
    min(observed_at) as observed_at
from viral_touched
group by post_id;

create or replace temp table viral_posts as

select
    posts.post_id,
    viral_firsts.observed_at as first_at,
    min(posts.source) as source,
    min(posts.author_id) as author_id,
    min(posts.created_at) as created_at
from posts
inner join viral_firsts
    on posts.post_id = viral_firsts.post_id
group by posts.post_id, viral_firsts.observed_at;

create or replace temp table viral_snapshots as
with

counted as (

    select
        engagement.post_id,
        engagement.observed_at,
        viral_posts.first_at,
        epoch(engagement.observed_at - viral_posts.created_at) / 3600 as age_hours,
        max(engagement.share_count) as share_count
    from engagement
    inner join viral_posts
        on engagement.post_id = viral_posts.post_id
    where engagement.share_count >= 0 and engagement.observed_at > viral_posts.created_at
    group by
        engagement.post_id, engagement.observed_at, viral_posts.first_at, viral_posts.created_at

)

select
    post_id,
    observed_at,
    observed_at >= first_at as is_asked,
    age_hours,
    max(share_count) over (
        partition by post_id
        order by observed_at
        rows between unbounded preceding and current row
    )::double as share_count,
    row_number() over (
        partition by post_id
        order by observed_at
    ) as snapshot_count,
    observed_at = max(observed_at) over (partition by post_id) as is_latest
from counted;

create or replace temp table viral_finished as

select
    post_id,
    max(age_hours) as last_hours,
    max(share_count) as final_count
from viral_snapshots
group by post_id
having max(age_hours) >= 72 and max(share_count) >= 1;

create or replace temp table viral_questions as

select
    post_id,
    age_hours,
    age_hours - trailing_hours(age_hours) as before_hours
from viral_snapshots
where is_asked
union
select
    viral_finished.post_id,
    viral_ages.age_hours,
    viral_ages.age_hours - trailing_hours(viral_ages.age_hours) as before_hours
from viral_finished
cross join viral_ages
where viral_ages.age_hours <= viral_finished.last_hours;

create or replace temp table viral_answers as
with

events as (

    select
        post_id,
        age_hours as at_hours,
        age_hours as seen_hours,
        share_count
    from viral_snapshots
    union all
    select
        post_id,
        0.0 as at_hours,
        0.0 as seen_hours,
        0.0 as share_count
    from viral_posts
    union all
    select distinct
        post_id,
        unnest([age_hours, before_hours]) as at_hours,
        null as seen_hours,
        null as share_count
    from viral_questions

),

-- Ages and counts never fall along a post, so the nearest ones are a maximum and a minimum.
nearest as (

    select
        post_id,
        at_hours,
        seen_hours,
        max(seen_hours) over (
            partition by post_id
            order by at_hours
            range between unbounded preceding and current row
        ) as earlier_hours,
        max(share_count) over (
            partition by post_id
            order by at_hours
            range between unbounded preceding and current row
        ) as earlier_count,
        min(seen_hours) over (
            partition by post_id
            order by at_hours
            range between current row and unbounded following
        ) as later_hours,
        min(share_count) over (
            partition by post_id
            order by at_hours
            range between current row and unbounded following
        ) as later_count
    from events

)

select
    post_id,
    at_hours,
    earlier_hours,
    later_hours,
    interpolate(at_hours, earlier_hours, earlier_count, later_hours, later_count) as share_count
from nearest
where seen_hours is null;

delete from viral_growth
using viral_firsts
where
    viral_growth.post_id = viral_firsts.post_id
    and viral_growth.observed_at >= viral_firsts.observed_at;

update viral_growth
set is_latest = false
from viral_firsts
where viral_growth.post_id = viral_firsts.post_id and viral_growth.is_latest;

insert into viral_growth
select
    viral_snapshots.post_id,
    viral_snapshots.observed_at,
    viral_snapshots.age_hours,
    viral_snapshots.share_count,
    case when viral_snapshots.snapshot_count > 1 then before.share_count end as before_count,
    trailing_hours(viral_snapshots.age_hours) as before_hours,
    viral_snapshots.snapshot_count,
    viral_snapshots.is_latest
from viral_snapshots
inner join viral_answers as before
    on
        viral_snapshots.post_id = before.post_id
        and viral_snapshots.age_hours - trailing_hours(viral_snapshots.age_hours) = before.at_hours
where viral_snapshots.is_asked;

delete from viral_samples
where viral_samples.post_id in (select viral_posts.post_id from viral_posts);

-- An age between two far snapshots teaches nothing about it.
insert into viral_samples
select
    viral_posts.post_id,
    viral_posts.source,
    viral_posts.author_id,
    viral_ages.age_hours,
    now.share_count,
    before.share_count as before_count,
    viral_finished.final_count
from viral_finished
cross join viral_ages
inner join viral_posts
    on viral_finished.post_id = viral_posts.post_id
inner join viral_answers as now
    on
        viral_finished.post_id = now.post_id
        and viral_ages.age_hours = now.at_hours
inner join viral_answers as before
    on
        viral_finished.post_id = before.post_id
        and viral_ages.age_hours - trailing_hours(viral_ages.age_hours) = before.at_hours
where
    viral_ages.age_hours <= viral_finished.last_hours
    and now.share_count >= 1
    and greatest(
        now.later_hours - now.earlier_hours, before.later_hours - before.earlier_hours
    ) <= 2 * trailing_hours(viral_ages.age_hours);
