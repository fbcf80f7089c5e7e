-- How many turns were open at the end of each hour, back then: late answers do not rewrite it.
--
-- What stays open beyond the limit after which a turn was never answered stays in open_count for
-- good; the queue that a desk can still work off is waiting_count.
--
-- Filters are those of filtered_turns. Hours are counted since 1970 in between: truncating moments
-- takes ten times as long.
--
-- Parameters: brand, since, until, filters := map {}
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

-- What is not over when the period begins, or begins in it: all that can be seen in it.
cohort as (

    select
        cast(floor(epoch(turns.started_at) / 3600) as bigint) as started_hour,
        cast(floor(epoch(coalesce(turns.answered_at, turns.removed_at)) / 3600) as bigint)
            as ended_hour,
        cast(floor(epoch(turns.due_at) / 3600) as bigint) as due_hour,
        -- Out of the queue: ended, or open so long that nobody will answer.
        cast(floor(least(
            epoch(coalesce(turns.answered_at, turns.removed_at)),
            epoch(turns.started_at) + brands.never_answered_seconds
        ) / 3600) as bigint) as left_hour,
        cast(floor(epoch(cast(since as timestamptz)) / 3600) as bigint) as since_hour
    from filtered_turn_facts(brand, null, null, filters := filters) as turns
    inner join brands
        on turns.brand = brands.brand
    where
        not turns.is_selected
        and (
            since is null
            or coalesce(turns.answered_at, turns.removed_at) is null
            or coalesce(turns.answered_at, turns.removed_at)
            >= date_trunc('hour', cast(since as timestamptz))
            or turns.started_at >= date_trunc('hour', cast(since as timestamptz))
        )

),

-- What the period finds when it begins; nothing where since is null.
before as (

    select
        count(*) filter (
            where cohort.started_hour < cohort.since_hour
            and (cohort.ended_hour is null or cohort.ended_hour >= cohort.since_hour)
        ) as open_count,
        count(*) filter (
            where cohort.due_hour < cohort.since_hour
            and (cohort.ended_hour is null or cohort.ended_hour >= cohort.since_hour)
        ) as overdue_count,
        count(*) filter (
            where cohort.started_hour < cohort.since_hour and cohort.left_hour >= cohort.since_hour
        ) as waiting_count,
        count(*) filter (
            where cohort.due_hour < cohort.since_hour and cohort.left_hour >= cohort.since_hour
        ) as waiting_overdue_count
    from cohort

),

known as (

    select
        firsts.by_source,
        firsts.started_hour,
        as_of.observed_until
    from (
        select
            turns.source as by_source,
            cast(floor(epoch(min(turns.started_at)) / 3600) as bigint) as started_hour
        from filtered_turn_facts(brand, null, null, filters := filters) as turns
        where not turns.is_selected
        group by turns.source
    ) as firsts
    left join as_of
        on
            as_of.brand = brand
            and firsts.by_source = as_of.source

),

limits as (

    select
        greatest(
            cast(floor(epoch(cast(since as timestamptz)) / 3600) as bigint),
            min(known.started_hour)
        ) as first_hour,
        cast(floor(
            epoch(least(cast(until as timestamptz), max(known.observed_until))) / 3600
        ) as bigint) as last_hour
    from known

),

touching as (

    select *
    from cohort
    where
        cohort.since_hour is null
        or cohort.started_hour >= cohort.since_hour
        or cohort.ended_hour >= cohort.since_hour
        or cohort.due_hour >= cohort.since_hour
        or cohort.left_hour >= cohort.since_hour

),

changes as (

    select
        touching.started_hour as hour_no,
        count(*) as started_count,
        0 as ended_count,
        0 as overdue_change,
        count(*) as waiting_change,
        0 as waiting_overdue_change
    from touching
    group by touching.started_hour
    union all
    select
        touching.ended_hour as hour_no,
        0 as started_count,
        count(*) as ended_count,
        -count(*) filter (where touching.due_hour < touching.ended_hour) as overdue_change,
        0 as waiting_change,
        0 as waiting_overdue_change
    from touching
    where touching.ended_hour is not null
    group by touching.ended_hour
    union all
    select
        touching.due_hour as hour_no,
        0 as started_count,
        0 as ended_count,
        count(*) filter (
            where touching.ended_hour is null or touching.due_hour < touching.ended_hour
        ) as overdue_change,
        0 as waiting_change,
        count(*) filter (where touching.due_hour < touching.left_hour) as waiting_overdue_change
    from touching
    group by touching.due_hour
    union all
    select
        touching.left_hour as hour_no,
        0 as started_count,
        0 as ended_count,
        0 as overdue_change,
        -count(*) as waiting_change,
        -count(*) filter (where touching.due_hour < touching.left_hour) as waiting_overdue_change
    from touching
    group by touching.left_hour

),

hours as (

    select unnest(range(limits.first_hour, limits.last_hour + 1)) as hour_no
    from limits

),

by_hour as (

    select
        hours.hour_no,
        coalesce(sum(changes.started_count), 0) as started_count,
        coalesce(sum(changes.ended_count), 0) as ended_count,
        coalesce(sum(changes.overdue_change), 0) as overdue_change,
        coalesce(sum(changes.waiting_change), 0) as waiting_change,
        coalesce(sum(changes.waiting_overdue_change), 0) as waiting_overdue_change
    from hours
    left join changes
        on hours.hour_no = changes.hour_no
    group by hours.hour_no

),

unwatched as (

    select distinct hours.hour_no
    from hours
    inner join observation_gaps
        on
            hours.hour_no * 3600 < epoch(observation_gaps.until_at)
            and hours.hour_no * 3600 + 3600 > epoch(observation_gaps.since_at)
    where observation_gaps.source in (select known.by_source from known)

),

running as (

    select
        by_hour.hour_no,
        by_hour.started_count,
        by_hour.ended_count,
        before.open_count + sum(by_hour.started_count - by_hour.ended_count) over (
            order by by_hour.hour_no
            rows between unbounded preceding and current row
        ) as open_count,
        before.overdue_count + sum(by_hour.overdue_change) over (
            order by by_hour.hour_no
            rows between unbounded preceding and current row
        ) as overdue_count,
        before.waiting_count + sum(by_hour.waiting_change) over (
            order by by_hour.hour_no
            rows between unbounded preceding and current row
        ) as waiting_count,
        before.waiting_overdue_count + sum(by_hour.waiting_overdue_change) over (
            order by by_hour.hour_no
            rows between unbounded preceding and current row
        ) as waiting_overdue_count,
        unwatched.hour_no is not null as is_gap
    from by_hour
    cross join before
    left join unwatched
        on by_hour.hour_no = unwatched.hour_no

)

select
    to_timestamp(running.hour_no * 3600) as hour_at,
    cast(running.started_count as bigint) as started_count,
    cast(running.ended_count as bigint) as ended_count,
    case when not running.is_gap then cast(running.open_count as bigint) end as open_count,
    case when not running.is_gap then cast(running.overdue_count as bigint) end as overdue_count,
    running.is_gap,
    case when not running.is_gap then cast(running.waiting_count as bigint) end as waiting_count,
    case when not running.is_gap then cast(running.waiting_overdue_count as bigint) end
        as waiting_overdue_count
from running
