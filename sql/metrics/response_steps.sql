-- Lengths of waiting in a cohort of turns, with the Kaplan–Meier estimate at each.
--
-- response_curve shows the rows, response_summary reads its figures off them. The counts of the
-- whole cohort stand in every row; a cohort without a length has one row that holds nothing else.
-- Turns that are turns only because they were answered select on the outcome: selected_count is
-- all that is said of them.
-- clock is calendar or business; turn_order is all, first or next, of an author in a conversation;
-- filters are those of filtered_turns. Where every_moment is false,
-- lengths at which nobody was answered are left out: the estimate does not change there, and in a
-- long history they are most.
-- Of Kaplan and Meier 1958, Greenwood 1926; as in Klein and Moeschberger 2003, section 4.
--
-- noqa: disable=LT05
-- Parameters: brand, since, until, clock := 'calendar', every_moment := true, turn_order := 'all', filters := map {}
-- noqa: enable=LT05
-- Grain: elapsed_seconds
--
-- elapsed_seconds        double   after the turn's first post
-- at_risk_count          bigint   turns still waiting and known just before
-- answered_count         bigint   answered at that moment
-- answered_before_count  bigint   answered earlier than that
-- answered_share         double   0 .. 1, of all turns, by that moment
-- answered_share_low     double   0 .. 1
-- answered_share_high    double   0 .. 1; null with low where nothing varies any more
-- turn_count             bigint   turns of the cohort
-- all_answered_count     bigint   of them answered
-- open_count             bigint   of them still waiting
-- selected_count         bigint   turns only because they were answered; not in turn_count
-- curve_end_seconds      double   the longest wait known
with

waits as (

    select
        case
            when clock = 'business' then turns.business_wait_seconds else turns.wait_seconds
        end as elapsed_seconds,
        turns.answered_at is not null as is_answered,
        turns.answered_at is null and turns.removed_at is null as is_open,
        turns.is_selected
    from filtered_turns(brand, since, until, filters := filters) as turns
    where
        turn_order = 'all' or (coalesce(turns.turn_number, 1) = 1) = (turn_order = 'first')

),

totals as (

    select
        count(*) filter (where not waits.is_selected) as turn_count,
        count(*) filter (where not waits.is_selected and waits.is_answered) as all_answered_count,
        count(*) filter (where not waits.is_selected and waits.is_open) as open_count,
        count(*) filter (where waits.is_selected) as selected_count,
        max(waits.elapsed_seconds) filter (where not waits.is_selected) as curve_end_seconds
    from waits

),

placed as (

    select
        waits.elapsed_seconds,
        waits.is_answered,
        rank() over (order by waits.elapsed_seconds) as place
    from waits
    where not waits.is_selected

),

moments as (

    select
        placed.elapsed_seconds,
        min(placed.place) as place,
        count(*) filter (where placed.is_answered) as answered_count
    from placed
    where every_moment or placed.is_answered
    group by placed.elapsed_seconds

),

at_risk as (

    select
        totals.*,
        moments.elapsed_seconds,
        moments.answered_count,
        totals.turn_count - moments.place + 1 as at_risk_count
    from totals
    left join moments
        on true

),

products as (

    select
        at_risk.*,
        cast(coalesce(sum(at_risk.answered_count) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and 1 preceding
        ), 0) as bigint) as answered_before_count,
        sum(survival_log_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as log_waiting,
        sum(greenwood_step(at_risk.answered_count, at_risk.at_risk_count)) over (
            order by at_risk.elapsed_seconds
            rows between unbounded preceding and current row
        ) as greenwood
    from at_risk

),

estimates as (

    select
        products.*,
        -- Where everyone left is answered at once nobody waits any more: the product is zero.
        products.answered_count = products.at_risk_count as is_over,
        case
            when products.answered_count = products.at_risk_count then 0.0
            else exp(products.log_waiting)
        end as waiting
    from products

)

select
    estimates.elapsed_seconds,
    estimates.at_risk_count,
    estimates.answered_count,
    estimates.answered_before_count,
    1.0 - estimates.waiting as answered_share,
    case
        when estimates.is_over then null
        else 1.0 - survival_high(estimates.log_waiting, estimates.greenwood)
    end as answered_share_low,
    case
        when estimates.is_over then null
        else 1.0 - survival_low(estimates.log_waiting, estimates.greenwood)
    end as answered_share_high,
    estimates.turn_count,
    estimates.all_answered_count,
    estimates.open_count,
    estimates.selected_count,
    estimates.curve_end_seconds
from estimates
