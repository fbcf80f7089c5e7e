-- How many turns were open at the end of each hour, back then: late answers do not rewrite it.
--
-- What stays open beyond the limit after which a turn was never answered stays in open_count for
-- good; the queue that a desk can still work off is waiting_count.
--
-- Parameters: brand, since, until, source := null
-- Grain: hour_at
--
-- hour_at                timestamp with time zone  begin of the hour, UTC
-- started_count          bigint                    turns that began in the hour
-- ended_count            bigint                    answered or taken back in the hour
-- open_count             bigint                    open at its end; null in a gap
-- overdue_count          bigint                    of them past their target; null in a gap
-- is_gap                 boolean                   a source of the brand was not watched
-- waiting_count          bigint                    open and not yet never answered; null in a gap
-- waiting_overdue_count  bigint                    of them past their target; null in a gap
with

cohort as (

    select
        turns.source as by_source,
        date_trunc('hour', turns.started_at) as started_hour_at,
        date_trunc('hour', coalesce(turns.answered_at, turns.removed_at)) as ended_hour_at,
        date_trunc('hour', turns.due_at) as due_hour_at,
        -- Out of the queue: ended, or open so long that nobody will answer.
        date_trunc('hour', least(
            coalesce(turns.answered_at, turns.removed_at),
            turns.started_at + to_seconds(brands.never_answered_seconds)
        )) as left_hour_at,
        turns.observed_until
    from turns
    inner join brands
        on turns.brand = brands.brand
    where
        turns.brand = brand
        and not turns.is_selected
        and (source is null or turns.source = source)

),

changes as (

    select
        cohort.started_hour_at as hour_at,
        1 as started_count,
        0 as ended_count,
        0 as overdue_change,
        1 as waiting_change,
        0 as waiting_overdue_change
    from cohort
    union all
    select
        cohort.ended_hour_at as hour_at,
        0 as started_count,
        1 as ended_count,
        0 as overdue_change,
        0 as waiting_change,
        0 as waiting_overdue_change
    from cohort
    where cohort.ended_hour_at is not null
    union all
    select
        cohort.due_hour_at as hour_at,
        0 as started_count,
        0 as ended_count,
        1 as overdue_change,
        0 as waiting_change,
        0 as waiting_overdue_change
    from cohort
    where cohort.ended_hour_at is null or cohort.due_hour_at < cohort.ended_hour_at
    union all
    select
        cohort.ended_hour_at as hour_at,
        0 as started_count,
        0 as ended_count,
        -1 as overdue_change,
        0 as waiting_change,
        0 as waiting_overdue_change
    from cohort
    where cohort.due_hour_at < cohort.ended_hour_at
    union all
    select
        cohort.left_hour_at as hour_at,
        0 as started_count,
        0 as ended_count,
        0 as overdue_change,
        -1 as waiting_change,
        case when cohort.due_hour_at < cohort.left_hour_at then -1 else 0 end
            as waiting_overdue_change
    from cohort
    union all
    select
        cohort.due_hour_at as hour_at,
        0 as started_count,
        0 as ended_count,
        0 as overdue_change,
        0 as waiting_change,
        1 as waiting_overdue_change
    from cohort
    where cohort.due_hour_at < cohort.left_hour_at

),

limits as (

    select
        date_trunc('hour', greatest(
            coalesce(cast(since as timestamptz), min(cohort.started_hour_at)),
            min(cohort.started_hour_at)
        )) as first_at,
        date_trunc('hour', least(
            coalesce(cast(until as timestamptz), max(cohort.observed_until)),
            max(cohort.observed_until)
        )) as last_at
    from cohort

),

hours as (

    select unnest(generate_series(limits.first_at, limits.last_at, interval 1 hour)) as hour_at
    from limits

),

by_hour as (

    select
        hours.hour_at,
        coalesce(sum(changes.started_count), 0) as started_count,
        coalesce(sum(changes.ended_count), 0) as ended_count,
        coalesce(sum(changes.overdue_change), 0) as overdue_change,
        coalesce(sum(changes.waiting_change), 0) as waiting_change,
        coalesce(sum(changes.waiting_overdue_change), 0) as waiting_overdue_change
    from hours
    left join changes
        on hours.hour_at = changes.hour_at
    group by hours.hour_at

),

before as (

    select
        coalesce(sum(changes.started_count - changes.ended_count), 0) as open_count,
        coalesce(sum(changes.overdue_change), 0) as overdue_count,
        coalesce(sum(changes.waiting_change), 0) as waiting_count,
        coalesce(sum(changes.waiting_overdue_change), 0) as waiting_overdue_count
    from changes
    cross join limits
    where changes.hour_at < limits.first_at

),

unwatched as (

    select distinct hours.hour_at
    from hours
    inner join observation_gaps
        on
            hours.hour_at < observation_gaps.until_at
            and hours.hour_at + interval 1 hour > observation_gaps.since_at
    where observation_gaps.source in (select cohort.by_source from cohort)

),

running as (

    select
        by_hour.hour_at,
        by_hour.started_count,
        by_hour.ended_count,
        before.open_count + sum(by_hour.started_count - by_hour.ended_count) over (
            order by by_hour.hour_at
            rows between unbounded preceding and current row
        ) as open_count,
        before.overdue_count + sum(by_hour.overdue_change) over (
            order by by_hour.hour_at
            rows between unbounded preceding and current row
        ) as overdue_count,
        before.waiting_count + sum(by_hour.waiting_change) over (
            order by by_hour.hour_at
            rows between unbounded preceding and current row
        ) as waiting_count,
        before.waiting_overdue_count + sum(by_hour.waiting_overdue_change) over (
            order by by_hour.hour_at
            rows between unbounded preceding and current row
        ) as waiting_overdue_count,
        unwatched.hour_at is not null as is_gap
    from by_hour
    cross join before
    left join unwatched
        on by_hour.hour_at = unwatched.hour_at

)

select
    running.hour_at,
    cast(running.started_count as bigint) as started_count,
    cast(running.ended_count as bigint) as ended_count,
    case when not running.is_gap then cast(running.open_count as bigint) end as open_count,
    case when not running.is_gap then cast(running.overdue_count as bigint) end as overdue_count,
    running.is_gap,
    case when not running.is_gap then cast(running.waiting_count as bigint) end as waiting_count,
    case when not running.is_gap then cast(running.waiting_overdue_count as bigint) end
        as waiting_overdue_count
from running
