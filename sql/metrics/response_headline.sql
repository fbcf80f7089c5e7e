-- What people may expect of an answer: within the target, within 24 h, or none for a week.
--
-- Turns said to the brand (named, a reply to it, on its page, a review) and turns found by
-- listening (complaints and questions that name no account) are populations of their own: nobody
-- promised the second an answer, and their mix would move every figure. Shares are Kaplan–Meier's,
-- so a turn still open counts as waiting; that of the target runs on the target's own clock, all
-- else by the calendar. A share is null where nobody is known to have waited that long and some
-- still wait. Where nobody (or everybody) was answered its interval is Wilson's.
-- The restricted mean is the mean wait where nobody waits longer than 24 h (Royston and Parmar
-- 2013): it is always there and never jumps. The median is stable where its interval is bounded and
-- the share answered comes from 45 to 55 % within three times the wait; on a plateau of the curve
-- it is noise. Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: population, turn_order
--
-- population              varchar  addressed, found, all (both)
-- turn_order              varchar  all; of the addressed also first and next, of an author in a
--                                  conversation
-- turn_count              bigint   turns, by the time of the customer's post
-- answered_count          bigint   answered
-- open_count              bigint   still open
-- never_count             bigint   of them for longer than the limit of "never answered"
-- target_seconds          double   the target; of several brands the longest
-- target_share            double   0 .. 1 answered within the target
-- target_share_low        double   95 % interval
-- target_share_high       double   95 % interval
-- target_error            double   standard error of target_share (Greenwood 1926)
-- share_24h               double   0 .. 1 answered within 24 h
-- share_24h_low           double   95 % interval
-- share_24h_high          double   95 % interval
-- never_share             double   0 .. 1 still open at the limit of "never answered", 7 days
-- never_share_low         double   95 % interval
-- never_share_high        double   95 % interval
-- mean_24h_seconds        double   restricted mean wait, to 24 h
-- mean_24h_low            double   95 % interval
-- mean_24h_high           double   95 % interval
-- mean_24h_error          double   standard error
-- median_seconds          double   null: not reached
-- median_low_seconds      double   95 % interval; null: not reached
-- median_high_seconds     double   95 % interval; null: not reached
-- is_median_stable        boolean  worth showing
-- answered_only_median_seconds  double  of those who got an answer
with

steps as (

    select
        curve.*,
        case when curve.is_over then 0.0 else exp(curve.log_waiting) end as waiting,
        survival_low(curve.log_waiting, curve.greenwood) as waiting_low,
        survival_high(curve.log_waiting, curve.greenwood) as waiting_high
    from response_headline_steps(brand, since, until, filters := filters) as curve

),

areas as (

    select
        steps.*,
        sum(steps.waiting * steps.gap_seconds) over (
            partition by steps.population, steps.turn_order, steps.axis
            order by steps.place
            rows between current row and unbounded following
        ) as area_after
    from steps

),

-- The target is a horizon of its axis, a day and the limit of "never" are two of the other.
horizons as (

    select
        areas.population,
        areas.turn_order,
        any_value(areas.turn_count) as turn_count,
        any_value(areas.all_answered_count) as answered_count,
        any_value(areas.open_count) as open_count,
        any_value(areas.never_count) as never_count,
        any_value(areas.target_seconds) as target_seconds,
        any_value(areas.never_seconds) as never_seconds,
        any_value(areas.longest_seconds) as longest_seconds,
        any_value(areas.longest_targets) as longest_targets,
        any_value(areas.answered_only_median_seconds) as answered_only_median_seconds,
        min(areas.waiting) filter (where areas.axis = 'calendar') as last_waiting,
        min(areas.waiting) filter (where areas.axis = 'target') as last_target_waiting,
        min(areas.waiting) filter (where areas.axis = 'target' and areas.place <= 1)
            as target_waiting,
        min_by(areas.waiting_low, areas.waiting) filter (
            where areas.axis = 'target' and areas.place <= 1
        ) as target_low,
        min_by(areas.waiting_high, areas.waiting) filter (
            where areas.axis = 'target' and areas.place <= 1
        ) as target_high,
        max(areas.greenwood) filter (where areas.axis = 'target' and areas.place <= 1)
            as target_greenwood,
        min(areas.waiting) filter (where areas.axis = 'calendar' and areas.place <= 86400)
            as day_waiting,
        min_by(areas.waiting_low, areas.waiting) filter (
            where areas.axis = 'calendar' and areas.place <= 86400
        ) as day_low,
        min_by(areas.waiting_high, areas.waiting) filter (
            where areas.axis = 'calendar' and areas.place <= 86400
        ) as day_high,
        min(areas.waiting) filter (
            where areas.axis = 'calendar' and areas.place <= areas.never_seconds
        ) as never_waiting,
        min_by(areas.waiting_low, areas.waiting) filter (
            where areas.axis = 'calendar' and areas.place <= areas.never_seconds
        ) as never_low,
        min_by(areas.waiting_high, areas.waiting) filter (
            where areas.axis = 'calendar' and areas.place <= areas.never_seconds
        ) as never_high,
        least(min(areas.place) filter (where areas.axis = 'calendar'), 86400)
        + max(areas.area_after) filter (where areas.axis = 'calendar') as mean_24h_seconds,
        sqrt(sum(areas.step * areas.area_after * areas.area_after) filter (
            where areas.axis = 'calendar' and areas.place <= 86400
        )) as mean_24h_error,
        -- The margin takes up the rounding of a product that is exactly one half.
        min(areas.place) filter (where areas.axis = 'calendar' and areas.waiting <= 0.5 + 1e-9)
            as median_seconds,
        min(areas.place) filter (
            where
            areas.axis = 'calendar'
            and case when areas.is_over then 0.0 else areas.waiting_low end <= 0.5 + 1e-9
        ) as median_low_seconds,
        min(areas.place) filter (
            where areas.axis = 'calendar' and not areas.is_over and areas.waiting_high <= 0.5 + 1e-9
        ) as median_high_seconds,
        min(areas.place) filter (where areas.axis = 'calendar' and areas.waiting <= 0.55)
            as before_median_seconds,
        min(areas.place) filter (where areas.axis = 'calendar' and areas.waiting <= 0.45)
            as after_median_seconds
    from areas
    group by areas.population, areas.turn_order

),

-- Whether anybody is known to have waited that long; else the share says nothing.
known as (

    select
        horizons.*,
        horizons.longest_targets >= 1 or coalesce(horizons.last_target_waiting = 0, false)
            as is_target_known,
        horizons.longest_seconds >= 86400 or coalesce(horizons.last_waiting = 0, false)
            as is_day_known,
        horizons.longest_seconds >= horizons.never_seconds
        or coalesce(horizons.last_waiting = 0, false) as is_never_known
    from horizons

),

shares as (

    select
        known.*,
        case when known.is_target_known then coalesce(1 - known.target_waiting, 0.0) end
            as target_share,
        case when known.is_day_known then coalesce(1 - known.day_waiting, 0.0) end as share_24h,
        case when known.is_never_known then coalesce(known.never_waiting, 1.0) end as never_share
    from known

)

select
    shares.population,
    shares.turn_order,
    shares.turn_count,
    shares.answered_count,
    shares.open_count,
    shares.never_count,
    shares.target_seconds,
    shares.target_share,
    curve_share_low(shares.target_share, shares.turn_count, 1 - shares.target_high)
        as target_share_low,
    curve_share_high(shares.target_share, shares.turn_count, 1 - shares.target_low)
        as target_share_high,
    (1 - shares.target_share) * sqrt(coalesce(shares.target_greenwood, 0)) as target_error,
    shares.share_24h,
    curve_share_low(shares.share_24h, shares.turn_count, 1 - shares.day_high) as share_24h_low,
    curve_share_high(shares.share_24h, shares.turn_count, 1 - shares.day_low) as share_24h_high,
    shares.never_share,
    curve_share_low(shares.never_share, shares.turn_count, shares.never_low) as never_share_low,
    curve_share_high(shares.never_share, shares.turn_count, shares.never_high) as never_share_high,
    case when shares.is_day_known then coalesce(shares.mean_24h_seconds, 86400.0) end
        as mean_24h_seconds,
    case
        when shares.is_day_known then greatest(
            0.0,
            coalesce(shares.mean_24h_seconds, 86400.0)
            - z95() * coalesce(shares.mean_24h_error, 0.0)
        )
    end as mean_24h_low,
    case
        when shares.is_day_known then least(
            86400.0,
            coalesce(shares.mean_24h_seconds, 86400.0)
            + z95() * coalesce(shares.mean_24h_error, 0.0)
        )
    end as mean_24h_high,
    case when shares.is_day_known then coalesce(shares.mean_24h_error, 0.0) end
        as mean_24h_error,
    shares.median_seconds,
    shares.median_low_seconds,
    shares.median_high_seconds,
    is_stable_median(
        shares.median_high_seconds, shares.before_median_seconds, shares.after_median_seconds
    ) as is_median_stable,
    shares.answered_only_median_seconds
from shares
