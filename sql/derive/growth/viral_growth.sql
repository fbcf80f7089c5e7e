-- Growth at each new snapshot, and finished posts at fixed ages.
--
-- Shares between two snapshots are read off the straight line between them, from 0 at birth.
--
-- Reads: viral_touched, engagement, posts. Leaves: viral_growth, viral_samples, viral_relearned.
create or replace temp table viral_posts as
with

firsts as (

    select
        post_id,
        min(observed_at) as first_at
    from viral_touched
    group by post_id

)

select
    firsts.post_id,
    firsts.first_at,
    min(posts.source) as source,
    min(posts.author_id) as author_id,
    min(posts.created_at) as created_at
from firsts
left join posts
    on firsts.post_id = posts.post_id
group by firsts.post_id, firsts.first_at;

create or replace temp table viral_snapshots as
with

counted as (

    select
        engagement.post_id,
        engagement.observed_at,
        engagement.observed_at >= viral_posts.first_at as is_asked,
        epoch(engagement.observed_at - viral_posts.created_at) / 3600 as age_hours,
        max(engagement.share_count)::double as share_count,
        max(engagement.view_count)::double as view_count
    from engagement
    inner join viral_posts
        on engagement.post_id = viral_posts.post_id
    where engagement.share_count >= 0 and engagement.observed_at > viral_posts.created_at
    group by
        engagement.post_id, engagement.observed_at, viral_posts.first_at, viral_posts.created_at

)

select
    * replace (
        max(share_count) over so_far as share_count,
        max(view_count) over so_far as view_count
    ),
    row_number() over so_far as snapshot_count,
    lead(post_id) over so_far is null as is_latest
from counted
window
    so_far as (
        partition by post_id
        order by observed_at
        rows between unbounded preceding and current row
    );

create or replace temp table viral_finished as

select
    post_id,
    max(age_hours) as last_hours,
    week_no(max(observed_at)) as finished_week,
    max(share_count) as final_count
from viral_snapshots
group by post_id
having max(age_hours) >= 72 and max(share_count) >= 1;

-- Shares at each age that is asked about, and at its beginning: a third of it earlier.
create or replace temp table viral_answers as
with

questions as (

    select
        post_id,
        age_hours
    from viral_snapshots
    where is_asked
    union
    select
        viral_finished.post_id,
        viral_ages.age_hours
    from viral_finished
    inner join viral_ages
        on viral_finished.last_hours >= viral_ages.age_hours

),

moments as (

    select distinct
        post_id,
        unnest([age_hours, age_hours - trailing_hours(age_hours)]) as at_hours
    from questions

),

points as (

    select
        post_id,
        age_hours,
        share_count
    from viral_snapshots
    union all
    select
        post_id,
        0.0 as age_hours,
        0.0 as share_count
    from viral_posts

),

lines as (

    select
        *,
        lead(age_hours) over by_age as next_hours,
        lead(share_count) over by_age as next_count
    from points
    window by_age as (partition by post_id order by age_hours)

)

select
    moments.post_id,
    moments.at_hours,
    case when moments.at_hours > lines.age_hours then lines.next_hours - lines.age_hours else 0 end
        as gap_hours,
    interpolate(
        moments.at_hours, lines.age_hours, lines.share_count, lines.next_hours, lines.next_count
    ) as share_count
from moments
inner join lines
    on
        moments.post_id = lines.post_id
        and moments.at_hours >= lines.age_hours
        and moments.at_hours < coalesce(lines.next_hours, 'infinity'::double);

delete from viral_growth
using viral_posts
where
    viral_growth.post_id = viral_posts.post_id
    and viral_growth.observed_at >= viral_posts.first_at;

update viral_growth
set is_latest = false
from viral_posts
where viral_growth.post_id = viral_posts.post_id and viral_growth.is_latest;

insert into viral_growth (
    post_id, observed_at, age_hours, share_count, before_count, before_hours, snapshot_count,
    is_latest, view_count
)
select
    viral_snapshots.post_id,
    viral_snapshots.observed_at,
    viral_snapshots.age_hours,
    viral_snapshots.share_count,
    case when viral_snapshots.snapshot_count > 1 then before.share_count end as before_count,
    trailing_hours(viral_snapshots.age_hours) as before_hours,
    viral_snapshots.snapshot_count,
    viral_snapshots.is_latest,
    viral_snapshots.view_count
from viral_snapshots
inner join viral_answers as before
    on
        viral_snapshots.post_id = before.post_id
        and viral_snapshots.age_hours - trailing_hours(viral_snapshots.age_hours) = before.at_hours
where viral_snapshots.is_asked;

-- The first week whose lessons change.
create or replace temp table viral_relearned as
with

lessons as (

    select finished_week
    from viral_samples
    where post_id in (select viral_posts.post_id from viral_posts)
    union all
    select finished_week
    from viral_finished

)

select min(finished_week) + 1 as from_week
from lessons;

delete from viral_samples
where viral_samples.post_id in (select viral_posts.post_id from viral_posts);

-- An age between two far snapshots teaches nothing about it.
insert into viral_samples (
    post_id, source, author_id, age_hours, share_count, before_count, final_count, finished_week
)
select
    viral_posts.post_id,
    viral_posts.source,
    viral_posts.author_id,
    viral_ages.age_hours,
    now.share_count,
    before.share_count as before_count,
    viral_finished.final_count,
    viral_finished.finished_week
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
    and greatest(now.gap_hours, before.gap_hours) <= 2 * trailing_hours(viral_ages.age_hours);
