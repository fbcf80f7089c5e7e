-- How one post went, looked back on, and how much of its reach was spent before each step.
--
-- detected is when its risk first passed cutoffs.alert_level; peak is the snapshot that ends the
-- stretch with the most shares an hour; ended is the first snapshot after it from which on every
-- stretch stayed below a tenth of that. Reach is read at the last snapshot until the step.
--
-- Parameters: brand, post_id
-- Grain: step
--
-- step                varchar                   posted, detected, alerted, first_reply, peak, ended
-- happened_at         timestamp with time zone  UTC; null: it has not
-- hours_after         double                    since the post
-- share_count_before  double                    shares by then; null: no snapshot by then
-- share_share_before  double                    0 .. 1 of the shares so far; null: never shared
-- view_share_before   double                    0 .. 1 of the views so far; null: not given
with

post as (

    select
        posts.post_id,
        posts.created_at
    from posts
    where posts.brand = brand and posts.post_id = post_id

),

snapshots as (

    select
        viral_growth.observed_at,
        viral_growth.share_count,
        (viral_growth.share_count - lag(viral_growth.share_count, 1, 0.0) over (
            order by viral_growth.observed_at
        )) / nullif(viral_growth.age_hours - lag(viral_growth.age_hours, 1, 0.0) over (
            order by viral_growth.observed_at
        ), 0) as shares_per_hour
    from viral_growth
    where viral_growth.post_id = post_id

),

peaks as (

    select
        max_by(snapshots.observed_at, snapshots.shares_per_hour) as peak_at,
        max(snapshots.shares_per_hour) as peak_rate,
        max(snapshots.observed_at) as last_at
    from snapshots
    where snapshots.shares_per_hour > 0

),

-- The last stretch that was no longer ordinary; what comes after it is back to normal.
busy as (

    select max(snapshots.observed_at) as busy_until
    from snapshots
    cross join peaks
    where snapshots.shares_per_hour >= 0.1 * peaks.peak_rate

),

warned as (

    select viral_risk_by_snapshot.observed_at as passed_at
    from viral_risk_by_snapshot
    where
        viral_risk_by_snapshot.brand = brand
        and viral_risk_by_snapshot.post_id = post_id
        and viral_risk_by_snapshot.viral_risk >= (
            select cutoffs.alert_level
            from cutoffs
        )

),

told as (

    select alerts.alerted_at
    from alerts
    where alerts.brand = brand and alerts.post_id = post_id

),

answers as (

    select turns.answered_at
    from turns
    where turns.brand = brand and turns.turn_id = post_id

),

steps as (

    select
        'posted' as step,
        min(post.created_at) as happened_at
    from post
    union all
    select
        'detected' as step,
        min(warned.passed_at) as happened_at
    from warned
    union all
    select
        'alerted' as step,
        min(told.alerted_at) as happened_at
    from told
    union all
    select
        'first_reply' as step,
        min(answers.answered_at) as happened_at
    from answers
    union all
    select
        'peak' as step,
        min(peaks.peak_at) as happened_at
    from peaks
    union all
    select
        'ended' as step,
        min(snapshots.observed_at) as happened_at
    from snapshots
    cross join busy
    where snapshots.observed_at > busy.busy_until

),

viewed as (

    select
        engagement.observed_at,
        engagement.view_count
    from engagement
    where engagement.post_id = post_id and engagement.view_count is not null

),

shared_until as (

    select
        steps.step,
        max(snapshots.share_count) as share_count
    from steps
    inner join snapshots
        on steps.happened_at >= snapshots.observed_at
    group by steps.step

),

viewed_until as (

    select
        steps.step,
        max(viewed.view_count) as view_count
    from steps
    inner join viewed
        on steps.happened_at >= viewed.observed_at
    group by steps.step

),

totals as (

    select
        (select max(snapshots.share_count) from snapshots) as share_count,
        (select max(viewed.view_count) from viewed) as view_count,
        (select min(post.created_at) from post) as created_at

)

select
    steps.step,
    steps.happened_at,
    (epoch(steps.happened_at) - epoch(totals.created_at)) / 3600.0 as hours_after,
    shared_until.share_count as share_count_before,
    case
        when steps.happened_at is not null and totals.share_count is not null
            then coalesce(shared_until.share_count, 0.0) / nullif(totals.share_count, 0)
    end as share_share_before,
    case
        when steps.happened_at is not null and totals.view_count is not null
            then coalesce(viewed_until.view_count, 0.0) / nullif(totals.view_count, 0)
    end as view_share_before
from steps
cross join totals
left join shared_until
    on steps.step = shared_until.step
left join viewed_until
    on steps.step = viewed_until.step
