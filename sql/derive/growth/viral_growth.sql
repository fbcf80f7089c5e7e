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
    min(posts.source) as source_name,
    min(posts.author_id) as author_id,
    min(posts.created_at) as created_at
from posts
where posts.post_id in (select viral_firsts.post_id from viral_firsts)
group by posts.post_id;

create or replace temp table viral_snapshots as
with

counted as (

    select
        engagement.post_id,
        engagement.observed_at,
        epoch(engagement.observed_at - viral_posts.created_at) / 3600 as age_hours,
        max(engagement.share_count) as share_count
    from engagement
    inner join viral_posts
        on engagement.post_id = viral_posts.post_id
    where
        engagement.share_count >= 0
        and engagement.observed_at > viral_posts.created_at
    group by engagement.post_id, engagement.observed_at, viral_posts.created_at

)

select
    post_id,
    observed_at,
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
    row_number() over (
        partition by post_id
        order by observed_at desc
    ) = 1 as is_latest
from counted;

create or replace temp table viral_finished as

select
    post_id,
    max(age_hours) as last_hours,
    max(share_count) as final_count
from viral_snapshots
group by post_id
having max(age_hours) >= 72 and max(share_count) >= 1;

-- A third of the age back, at least a quarter of an hour, at most half the age.
create or replace temp table viral_questions as
with

asked as (

    select
        viral_snapshots.post_id,
        viral_snapshots.age_hours
    from viral_snapshots
    inner join viral_firsts
        on viral_snapshots.post_id = viral_firsts.post_id
    where viral_snapshots.observed_at >= viral_firsts.observed_at
    union
    select
        viral_finished.post_id,
        viral_ages.age_hours
    from viral_finished
    cross join viral_ages
    where viral_ages.age_hours <= viral_finished.last_hours

)

select
    post_id,
    age_hours,
    greatest(age_hours / 3, least(0.25, age_hours / 2)) as before_hours
from asked;

create or replace temp table viral_answers as
with

moments as (

    select
        post_id,
        age_hours as at_hours
    from viral_questions
    union
    select
        post_id,
        age_hours - before_hours as at_hours
    from viral_questions

),

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
    select
        post_id,
        at_hours,
        null as seen_hours,
        null as share_count
    from moments

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
    case when viral_snapshots.snapshot_count > 1 then viral_answers.share_count end as before_count,
    viral_questions.before_hours,
    viral_snapshots.snapshot_count,
    viral_snapshots.is_latest
from viral_questions
inner join viral_snapshots
    on
        viral_questions.post_id = viral_snapshots.post_id
        and viral_questions.age_hours = viral_snapshots.age_hours
inner join viral_firsts
    on
        viral_questions.post_id = viral_firsts.post_id
        and viral_snapshots.observed_at >= viral_firsts.observed_at
inner join viral_answers
    on
        viral_questions.post_id = viral_answers.post_id
        and viral_questions.age_hours - viral_questions.before_hours = viral_answers.at_hours;

delete from viral_samples
where viral_samples.post_id in (select viral_posts.post_id from viral_posts);

-- An age between two far snapshots teaches nothing about it.
insert into viral_samples
select
    viral_questions.post_id,
    viral_posts.source_name,
    viral_posts.author_id,
    viral_questions.age_hours,
    at_age.share_count,
    before_age.share_count as before_count,
    viral_finished.final_count
from viral_questions
inner join viral_posts
    on viral_questions.post_id = viral_posts.post_id
inner join viral_finished
    on viral_questions.post_id = viral_finished.post_id
inner join viral_answers as at_age
    on
        viral_questions.post_id = at_age.post_id
        and viral_questions.age_hours = at_age.at_hours
inner join viral_answers as before_age
    on
        viral_questions.post_id = before_age.post_id
        and viral_questions.age_hours - viral_questions.before_hours = before_age.at_hours
where
    viral_questions.age_hours in (select viral_ages.age_hours from viral_ages)
    and at_age.share_count >= 1
    and at_age.later_hours - at_age.earlier_hours <= 2 * viral_questions.before_hours
    and before_age.later_hours - before_age.earlier_hours <= 2 * viral_questions.before_hours;
