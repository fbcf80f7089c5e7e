-- Turns of a cohort by how long they waited, with the Kaplan–Meier estimate at each length.
--
-- response_curve shows the estimate, response_summary reads its figures off these rows; both read
-- the turns once. Turns that are turns only because they were answered select on the outcome: they
-- are counted apart and are in no other column.
-- clock is calendar or business; source, lang and topic narrow the cohort, null is all.
-- Of Kaplan and Meier 1958, Greenwood 1926; as in Klein and Moeschberger 2003, section 4.
--
-- Parameters: brand, since, until, clock := 'calendar', source := null, lang := null, topic := null
-- Grain: elapsed_seconds
--
-- elapsed_seconds        double   after the turn's first post
-- ended_count            bigint   turns that waited so long, answered or not
-- answered_count         bigint   answered at that moment
-- open_count             bigint   still waiting, and known to until then
-- selected_count         bigint   turns only because they were answered
-- at_risk_count          bigint   turns still waiting and known just before
-- answered_before_count  bigint   answered earlier than that
-- answered_share         double   0 .. 1, of all turns, by that moment
-- answered_share_low     double   0 .. 1
-- answered_share_high    double   0 .. 1; null with low where nothing varies any more
with

waits as (

    select
        case
            when clock = 'business' then turns.business_wait_seconds else turns.wait_seconds
        end as elapsed_seconds,
        turns.status,
        turns.is_selected
    from turns
    where
        turns.brand = brand
        and (since is null or turns.started_at >= cast(since as timestamptz))
        and (until is null or turns.started_at < cast(until as timestamptz))
        and (source is null or turns.source = source)
        and (lang is null or turns.lang = lang)
        and (topic is null or list_contains(turns.topics, topic))

),

moments as (

    select
        waits.elapsed_seconds,
        count(*) filter (where not waits.is_selected) as ended_count,
        count(*) filter (where not waits.is_selected and waits.status = 'answered')
            as answered_count,
        count(*) filter (where not waits.is_selected and waits.status = 'open') as open_count,
        count(*) filter (where waits.is_selected) as selected_count
    from waits
    group by waits.elapsed_seconds

),

at_risk as (

    select
        moments.*,
        cast(coalesce(sum(moments.answered_count) over (
            order by moments.elapsed_seconds
            rows between unbounded preceding and 1 preceding
        ), 0) as bigint) as answered_before_count,
        cast(sum(moments.ended_count) over (
            order by moments.elapsed_seconds
            rows between current row and unbounded following
        ) as bigint) as at_risk_count
    from moments

),

products as (

    select
        at_risk.*,
        -- Where everyone left is answered at once nobody waits any more: the product is zero.
        max(case
            when at_risk.answered_count = at_risk.at_risk_count and at_risk.answered_count > 0
                then 1
            else 0
        end) over (
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
        products.*,
        case when products.is_over = 1 then 0.0 else exp(products.log_waiting) end as waiting,
        1.959963984540054 * sqrt(products.greenwood) / nullif(abs(products.log_waiting), 0)
            as width
    from products

)

select
    estimates.elapsed_seconds,
    estimates.ended_count,
    estimates.answered_count,
    estimates.open_count,
    estimates.selected_count,
    estimates.at_risk_count,
    estimates.answered_before_count,
    1.0 - estimates.waiting as answered_share,
    case
        when estimates.is_over = 1 then null
        when estimates.width is null then 0.0
        else 1.0 - pow(estimates.waiting, exp(-estimates.width))
    end as answered_share_low,
    case
        when estimates.is_over = 1 then null
        when estimates.width is null then 0.0
        else 1.0 - pow(estimates.waiting, exp(estimates.width))
    end as answered_share_high
from estimates
