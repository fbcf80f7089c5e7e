-- Share of turns answered by each moment after they began: the Kaplan–Meier estimate.
--
-- Open turns count for as long as they are known to wait, removed ones until their removal; so a
-- slow queue does not hide. Interval: log-log of Greenwood's variance, 95 %. Turns that are turns
-- only because they were answered are left out: they would select on the outcome.
-- clock is calendar or business; source, lang, responder and topic narrow the cohort, null is all.
-- Of Kaplan and Meier 1958, Greenwood 1926; as in Klein and Moeschberger 2003, section 4.
--
-- Parameters: brand, since, until, clock := 'calendar', source := null, lang := null, topic := null
-- Grain: elapsed_seconds
--
-- elapsed_seconds      double   after the turn's first post
-- at_risk_count        bigint   turns still waiting and known just before
-- answered_count       bigint   answered at that moment
-- answered_share       double   0 .. 1, of all turns, by that moment
-- answered_share_low   double   0 .. 1
-- answered_share_high  double   0 .. 1; null with low where nothing varies any more
with

waits as (

    select
        case
            when clock = 'business' then turns.business_wait_seconds else turns.wait_seconds
        end as elapsed_seconds,
        turns.status = 'answered' as is_answered
    from turns
    where
        turns.brand = brand
        and not turns.is_selected
        and (since is null or turns.started_at >= cast(since as timestamptz))
        and (until is null or turns.started_at < cast(until as timestamptz))
        and (source is null or turns.source = source)
        and (lang is null or turns.lang = lang)
        and (topic is null or list_contains(turns.topics, topic))

),

moments as (

    select
        waits.elapsed_seconds,
        count(*) as ended_count,
        count(*) filter (where waits.is_answered) as answered_count
    from waits
    group by waits.elapsed_seconds

),

at_risk as (

    select
        moments.elapsed_seconds,
        moments.answered_count,
        sum(moments.ended_count) over (
            order by moments.elapsed_seconds desc
            rows between unbounded preceding and current row
        ) as at_risk_count
    from moments

),

products as (

    select
        at_risk.elapsed_seconds,
        at_risk.at_risk_count,
        at_risk.answered_count,
        -- Where everyone left is answered at once nobody waits any more: the product is zero.
        max(case when at_risk.answered_count = at_risk.at_risk_count then 1 else 0 end) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as is_over,
        sum(case
            when at_risk.answered_count < at_risk.at_risk_count
                then ln(1.0 - at_risk.answered_count / at_risk.at_risk_count)
            else 0
        end) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as log_waiting,
        sum(case
            when at_risk.answered_count < at_risk.at_risk_count
                then
                    at_risk.answered_count
                    / (at_risk.at_risk_count * (at_risk.at_risk_count - at_risk.answered_count))
            else 0
        end) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as greenwood
    from at_risk

),

estimates as (

    select
        products.elapsed_seconds,
        products.at_risk_count,
        products.answered_count,
        products.is_over = 1 as is_over,
        case when products.is_over = 1 then 0.0 else exp(products.log_waiting) end as waiting,
        1.959963984540054 * sqrt(products.greenwood) / nullif(abs(products.log_waiting), 0)
            as width
    from products

)

select
    estimates.elapsed_seconds,
    cast(estimates.at_risk_count as bigint) as at_risk_count,
    estimates.answered_count,
    1.0 - estimates.waiting as answered_share,
    case
        when estimates.is_over then null
        when estimates.width is null then 0.0
        else 1.0 - pow(estimates.waiting, exp(-estimates.width))
    end as answered_share_low,
    case
        when estimates.is_over then null
        when estimates.width is null then 0.0
        else 1.0 - pow(estimates.waiting, exp(estimates.width))
    end as answered_share_high
from estimates
