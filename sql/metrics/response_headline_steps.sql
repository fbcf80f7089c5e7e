-- Steps of the curves that response_headline reads: how many still wait after each wait answered.
--
-- Along two axes: seconds of the calendar, and targets on the target's own clock. The counts of a
-- cohort stand in each of its rows; one in which nobody was answered has a row on each axis that
-- holds nothing else. Of Kaplan and Meier 1958, Greenwood 1926, as in response_steps.
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: population, turn_order, axis, place
--
-- population                    varchar  addressed, found, all
-- turn_order                    varchar  all, first, next
-- axis                          varchar  calendar, target
-- place                         double   seconds waited, or of one target; null: nobody answered
-- is_over                       boolean  everyone left was answered at that moment
-- step                          double   what the moment adds to Greenwood's sum
-- log_waiting                   double   logarithm of the share still waiting
-- greenwood                     double   Greenwood's sum
-- gap_seconds                   double   to the next moment, within the first 24 h
-- turn_count                    bigint   turns of the cohort
-- all_answered_count            bigint   of them answered
-- open_count                    bigint   of them still open
-- never_count                   bigint   of them for longer than the limit of "never answered"
-- target_seconds                double   the target; of several brands the longest
-- never_seconds                 double   the limit of "never answered"
-- longest_seconds               double   the longest wait known
-- longest_targets               double   the same in targets, on the target's clock
-- answered_only_median_seconds  double   of those who got an answer; null: nobody
with

cohort as (

    select
        turns.is_addressed,
        coalesce(turns.turn_number, 0) as turn_number,
        turns.status,
        turns.wait_seconds,
        case
            when turns.target_clock = 'business' then turns.business_wait_seconds
            else turns.wait_seconds
        end / nullif(turns.target_seconds, 0) as target_waits,
        turns.target_seconds,
        turns.never_answered_seconds
    from filtered_turns(brand, since, until, filters := filters) as turns
    where not turns.is_selected

),

kinds as (

    select
        'addressed' as population,
        'all' as turn_order
    union all
    select
        'addressed' as population,
        'first' as turn_order
    union all
    select
        'addressed' as population,
        'next' as turn_order
    union all
    select
        'found' as population,
        'all' as turn_order
    union all
    select
        'all' as population,
        'all' as turn_order

),

members as (

    select
        kinds.population,
        kinds.turn_order,
        cohort.*
    from kinds
    inner join cohort
        on
            (kinds.population = 'all' or (kinds.population = 'addressed') = cohort.is_addressed)
            and case kinds.turn_order
                when 'first' then cohort.turn_number = 1
                when 'next' then cohort.turn_number > 1
                else true
            end

),

counted as (

    select
        members.population,
        members.turn_order,
        count(*) as turn_count,
        count(*) filter (where members.status = 'answered') as all_answered_count,
        count(*) filter (where members.status = 'open') as open_count,
        count(*) filter (
            where
            members.status = 'open' and members.wait_seconds > members.never_answered_seconds
        ) as never_count,
        max(members.target_seconds) as target_seconds,
        max(members.never_answered_seconds) as never_seconds,
        max(members.wait_seconds) as longest_seconds,
        max(members.target_waits) as longest_targets,
        median(members.wait_seconds) filter (where members.status = 'answered')
            as answered_only_median_seconds
    from members
    group by members.population, members.turn_order

),

-- The same turns along two axes: seconds of the calendar, and targets on the target's clock.
placed as (

    select
        members.population,
        members.turn_order,
        'calendar' as axis,
        members.status,
        members.wait_seconds as place
    from members
    union all
    select
        members.population,
        members.turn_order,
        'target' as axis,
        members.status,
        members.target_waits as place
    from members

),

axes as (

    select 'calendar' as axis
    union all
    select 'target' as axis

),

moments as (

    select
        placed.population,
        placed.turn_order,
        placed.axis,
        placed.place,
        count(*) as ended_count,
        count(*) filter (where placed.status = 'answered') as answered_count
    from placed
    group by placed.population, placed.turn_order, placed.axis, placed.place

),

ended as (

    select
        moments.*,
        sum(moments.ended_count) over (
            partition by moments.population, moments.turn_order, moments.axis
            order by moments.place
            rows between unbounded preceding and current row
        ) as ended_by_then_count
    from moments

),

-- Where nobody was answered the estimate does not change.
at_risk as (

    select
        ended.population,
        ended.turn_order,
        ended.axis,
        ended.place,
        cast(ended.answered_count as double) as answered_count,
        cast(counted.turn_count - ended.ended_by_then_count + ended.ended_count as double)
            as at_risk_count
    from ended
    inner join counted
        on
            ended.population = counted.population
            and ended.turn_order = counted.turn_order
    where ended.answered_count > 0

),

products as (

    select
        at_risk.*,
        at_risk.answered_count = at_risk.at_risk_count as is_over,
        greenwood_step(at_risk.answered_count, at_risk.at_risk_count) as step,
        sum(survival_log_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            partition by at_risk.population, at_risk.turn_order, at_risk.axis
            order by at_risk.place
            rows between unbounded preceding and current row
        ) as log_waiting,
        sum(greenwood_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            partition by at_risk.population, at_risk.turn_order, at_risk.axis
            order by at_risk.place
            rows between unbounded preceding and current row
        ) as greenwood,
        least(coalesce(lead(at_risk.place) over (
            partition by at_risk.population, at_risk.turn_order, at_risk.axis
            order by at_risk.place
        ), 86400), 86400) - least(at_risk.place, 86400) as gap_seconds
    from at_risk

)

select
    counted.population,
    counted.turn_order,
    axes.axis,
    products.place,
    products.is_over,
    products.step,
    products.log_waiting,
    products.greenwood,
    products.gap_seconds,
    counted.turn_count,
    counted.all_answered_count,
    counted.open_count,
    counted.never_count,
    counted.target_seconds,
    counted.never_seconds,
    counted.longest_seconds,
    counted.longest_targets,
    counted.answered_only_median_seconds
from counted
cross join axes
left join products
    on
        counted.population = products.population
        and counted.turn_order = products.turn_order
        and axes.axis = products.axis
