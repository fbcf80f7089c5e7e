-- How long people wait, apart by source, language, topic or week, with n: one curve for each.
--
-- dimension is source, lang, topic or week (Monday of the local week of the customer's post). A
-- turn of several topics counts in each. The estimate is that of response_curve; low n shows in
-- the interval. The person who answers is no dimension here: who will answer an open turn is not
-- known, see response_by_responder.
--
-- Parameters: brand, since, until, dimension, clock := 'calendar', filters := map {}
-- Grain: group_value
--
-- group_value          varchar  value of the dimension; unknown where there is none
-- turn_count           bigint   turns of the group
-- answered_count       bigint   answered
-- open_count           bigint   still open
-- met_count            bigint   answered within the target
-- missed_count         bigint   answered later, or open past the target
-- pending_count        bigint   open and not yet due
-- attainment_share     double   0 .. 1: met / (met + missed); null when none is due
-- median_seconds       double   Kaplan–Meier; null: not reached
-- median_low_seconds   double   95 % interval; null: not reached
-- median_high_seconds  double   95 % interval; null: not reached
-- unanswered_share     double   0 .. 1 still open
-- is_small             boolean  fewer than ten turns: too few to compare
with

cohort as (

    select
        turns.source as by_source,
        turns.lang,
        turns.topics,
        date_trunc('week', turns.local_date) as week_date,
        turns.status,
        turns.sla_status,
        case
            when clock = 'business' then turns.business_wait_seconds else turns.wait_seconds
        end as elapsed_seconds
    from filtered_turns(brand, since, until, filters := filters) as turns
    where not turns.is_selected

),

grouped as (

    select
        coalesce(
            case
                when dimension = 'lang' then cohort.lang
                when dimension = 'week' then strftime(cohort.week_date, '%Y-%m-%d')
                else cohort.by_source
            end, 'unknown'
        ) as group_value,
        cohort.status,
        cohort.sla_status,
        cohort.elapsed_seconds
    from cohort
    where dimension <> 'topic'
    union all
    select
        topic_rows.group_value,
        topic_rows.status,
        topic_rows.sla_status,
        topic_rows.elapsed_seconds
    from (
        select
            unnest(case when len(cohort.topics) > 0 then cohort.topics else ['unknown'] end)
                as group_value,
            cohort.status,
            cohort.sla_status,
            cohort.elapsed_seconds
        from cohort
        where dimension = 'topic'
    ) as topic_rows

),

counted as (

    select
        grouped.group_value,
        count(*) as turn_count,
        count(*) filter (where grouped.status = 'answered') as answered_count,
        count(*) filter (where grouped.status = 'open') as open_count,
        count(*) filter (where grouped.sla_status = 'met') as met_count,
        count(*) filter (where grouped.sla_status = 'missed') as missed_count,
        count(*) filter (where grouped.sla_status = 'pending') as pending_count
    from grouped
    group by grouped.group_value

),

moments as (

    select
        grouped.group_value,
        grouped.elapsed_seconds,
        count(*) as ended_count,
        count(*) filter (where grouped.status = 'answered') as answered_count
    from grouped
    group by grouped.group_value, grouped.elapsed_seconds

),

ended as (

    select
        moments.group_value,
        moments.elapsed_seconds,
        moments.answered_count,
        moments.ended_count,
        sum(moments.ended_count) over (
            partition by moments.group_value
            order by moments.elapsed_seconds
            rows between unbounded preceding and current row
        ) as ended_by_then_count
    from moments

),

-- Where nobody was answered the estimate does not change.
at_risk as (

    select
        ended.group_value,
        ended.elapsed_seconds,
        cast(ended.answered_count as double) as answered_count,
        cast(counted.turn_count - ended.ended_by_then_count + ended.ended_count as double)
            as at_risk_count
    from ended
    inner join counted
        on ended.group_value = counted.group_value
    where ended.answered_count > 0

),

products as (

    select
        at_risk.group_value,
        at_risk.elapsed_seconds,
        -- Where everyone left is answered at once nobody waits any more.
        at_risk.answered_count = at_risk.at_risk_count as is_over,
        sum(survival_log_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            partition by at_risk.group_value
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as log_waiting,
        sum(greenwood_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            partition by at_risk.group_value
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as greenwood
    from at_risk

),

waiting as (

    select
        products.group_value,
        products.elapsed_seconds,
        case when products.is_over then 0.0 else exp(products.log_waiting) end as share,
        case
            when products.is_over then 0.0
            else survival_low(products.log_waiting, products.greenwood)
        end as share_low,
        case
            when products.is_over then null
            else survival_high(products.log_waiting, products.greenwood)
        end as share_high
    from products

),

medians as (

    select
        waiting.group_value,
        min(waiting.elapsed_seconds) filter (where waiting.share <= 0.5 + 1e-9) as median_seconds,
        min(waiting.elapsed_seconds) filter (where waiting.share_low <= 0.5 + 1e-9)
            as median_low_seconds,
        min(waiting.elapsed_seconds) filter (where waiting.share_high <= 0.5 + 1e-9)
            as median_high_seconds
    from waiting
    group by waiting.group_value

)

select
    counted.group_value,
    counted.turn_count,
    counted.answered_count,
    counted.open_count,
    counted.met_count,
    counted.missed_count,
    counted.pending_count,
    counted.met_count / nullif(counted.met_count + counted.missed_count, 0) as attainment_share,
    medians.median_seconds,
    medians.median_low_seconds,
    medians.median_high_seconds,
    counted.open_count / nullif(counted.turn_count, 0) as unanswered_share,
    counted.turn_count < 10 as is_small
from counted
left join medians
    on counted.group_value = medians.group_value
