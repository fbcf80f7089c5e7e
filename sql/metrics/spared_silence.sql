-- How much silence each answer to a complaint went with sparing: people × hours.
--
-- An answered complaint stands beside complaints like it that were still open when it had its
-- answer, answered later or never: of the same source, said to the brand or found as it was; where
-- fewer than ten are there, without the source, then all. Waits are cut where an open turn is
-- called never answered (7 days), and what nobody watched for so long serves for no comparison.
-- What is spared is the mean of their waits less its own, times the people who could read it. They
-- may differ in what nobody sees: associated with, not caused by.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id
--
-- turn_id             varchar                   post_id of the turn's first post
-- started_at          timestamp with time zone  of the turn
-- week                date                      Monday of its local week
-- hour_of_week        integer                   0 is Monday 00:00 in the brand's time zone
-- wait_seconds        double                    to its answer
-- like_count          bigint                    complaints like it, open for longer; 0: too few
-- like_seconds        double                    mean of their waits; null: fewer than ten
-- estimated_audience  double                    people; null: unknown
-- spared_hours        double                    people × hours; null: one of both is unknown
with

complaints as (

    select
        turns.turn_id,
        turns.source,
        turns.is_addressed,
        turns.started_at,
        turns.local_date,
        turns.hour_of_week,
        turns.status,
        turns.wait_seconds,
        turns.estimated_audience,
        least(turns.wait_seconds, turns.never_answered_seconds) as cut_seconds,
        turns.status <> 'removed'
        and turns.started_at + to_seconds(turns.never_answered_seconds) <= turns.observed_until
            as is_known
    from filtered_turns(brand, since, until, filters := filters) as turns
    where
        turns.is_complaint
        and not turns.is_selected

),

levels as (

    select
        complaints.*,
        unnest([1, 2, 3]) as level_no,
        unnest([
            concat_ws('|', source, is_addressed),
            concat_ws('|', is_addressed),
            'all'
        ]) as cell
    from complaints

),

-- Those of the same cell that waited as long or longer, less those that waited as long.
longer as (

    select
        turn_id,
        level_no,
        count(*) filter (where is_known) over (
            partition by level_no, cell
            order by cut_seconds desc
            range between unbounded preceding and current row
        ) - count(*) filter (where is_known) over (partition by level_no, cell, cut_seconds)
            as like_count,
        sum(cut_seconds) filter (where is_known) over (
            partition by level_no, cell
            order by cut_seconds desc
            range between unbounded preceding and current row
        ) - coalesce(
            sum(cut_seconds) filter (where is_known) over (
                partition by level_no, cell, cut_seconds
            ), 0
        ) as like_sum,
        status
    from levels

),

nearest as (

    select
        turn_id,
        like_count,
        like_sum / nullif(like_count, 0) as like_seconds
    from longer
    where
        status = 'answered'
        and like_count >= 10
    qualify row_number() over (partition by turn_id order by level_no) = 1

)

select
    complaints.turn_id,
    complaints.started_at,
    cast(date_trunc('week', complaints.local_date) as date) as week,
    complaints.hour_of_week,
    complaints.wait_seconds,
    coalesce(nearest.like_count, 0) as like_count,
    nearest.like_seconds,
    complaints.estimated_audience,
    silence_hours(
        complaints.estimated_audience, nearest.like_seconds - complaints.cut_seconds
    ) as spared_hours
from complaints
left join nearest
    on complaints.turn_id = nearest.turn_id
where complaints.status = 'answered'
