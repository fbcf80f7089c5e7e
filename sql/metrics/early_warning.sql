-- Looked back on: when a post's risk first passed the alert level, and what was still to come.
--
-- Only posts that passed it, at cutoffs.alert_level of earshot.toml, with what was known at each
-- snapshot.
--
-- Grain: post_id, brand
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- created_at             timestamp with time zone  UTC
-- passed_at              timestamp with time zone  first snapshot at or above the level
-- hours_to_pass          double                    from the post to that snapshot
-- viral_risk             double                    0 .. 100, at that snapshot
-- share_count            double                    at that snapshot
-- projected_share_count  double                    what was projected then
-- final_share_count      double                    at the newest snapshot
-- share_to_come          double                    0 .. 1 of the final count; null: never shared
-- answered_at            timestamp with time zone  first answer; null: none
-- share_before_answer    double                    0 .. 1 of the final count; null as above
-- is_finished            boolean                   seven days old when last watched, or removed
-- outcome                varchar                   open until then; false alarm where it came to
--                                                  less than half of what was projected; right
with

snapshots as (

    select
        viral_scores.post_id,
        viral_scores.brand,
        viral_scores.observed_at,
        viral_scores.age_hours,
        viral_scores.share_count,
        viral_scores.projected_share_count,
        viral_scores.is_live,
        viral_scores.answered_at,
        viral_risk_score(
            viral_scores.pass_probability,
            viral_scores.harm,
            waiting_weight(viral_scores.answered_at, viral_scores.observed_at)
        ) as viral_risk
    from viral_scores

),

passing as (

    select
        snapshots.post_id,
        snapshots.brand,
        min(snapshots.observed_at) as passed_at
    from snapshots
    cross join cutoffs
    where snapshots.viral_risk >= cutoffs.alert_level
    group by snapshots.post_id, snapshots.brand

),

ends as (

    select
        snapshots.post_id,
        snapshots.brand,
        max(snapshots.share_count) as final_share_count,
        max(snapshots.share_count) filter (
            where snapshots.observed_at <= snapshots.answered_at
        ) as answered_share_count,
        min(snapshots.answered_at) as answered_at,
        not bool_or(snapshots.is_live) as is_finished
    from snapshots
    group by snapshots.post_id, snapshots.brand

)

select
    passing.post_id,
    passing.brand,
    mentions.created_at,
    passing.passed_at,
    snapshots.age_hours as hours_to_pass,
    snapshots.viral_risk,
    snapshots.share_count,
    snapshots.projected_share_count,
    ends.final_share_count,
    1 - snapshots.share_count / nullif(ends.final_share_count, 0) as share_to_come,
    ends.answered_at,
    case
        when ends.answered_at is not null
            then coalesce(ends.answered_share_count, 0) / nullif(ends.final_share_count, 0)
    end as share_before_answer,
    ends.is_finished,
    case
        when not ends.is_finished then 'open'
        when ends.final_share_count < 0.5 * snapshots.projected_share_count then 'false alarm'
        else 'right'
    end as outcome
from passing
inner join snapshots
    on
        passing.post_id = snapshots.post_id
        and passing.brand = snapshots.brand
        and passing.passed_at = snapshots.observed_at
inner join ends
    on
        passing.post_id = ends.post_id
        and passing.brand = ends.brand
inner join mentions
    on
        passing.post_id = mentions.post_id
        and passing.brand = mentions.brand
where mentions.direction = 'inbound'
