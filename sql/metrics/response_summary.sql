-- How long people wait for an answer, with those who still wait; and what other rules would say.
--
-- Percentiles and shares are those of response_curve. A percentile that the curve does not reach is
-- null: "not reached", never a number. A share is null where nobody has been known to wait that
-- long and some still wait. The interval of the median is where the curve's interval crosses it
-- (Brookmeyer and Crowley 1982). The answered-only figures leave out whoever still waits.
--
-- Parameters: brand, since, until, clock := 'calendar', filters := map {}
-- Grain: one row
--
-- turn_count                    bigint  turns of the cohort, by the time of the customer's post
-- answered_count                bigint  answered
-- open_count                    bigint  still open
-- removed_count                 bigint  taken back before an answer
-- selected_count                bigint  turns only because they were answered; not in turn_count
-- median_seconds                double  null: not reached
-- median_low_seconds            double  95 % interval; null: not reached
-- median_high_seconds           double  95 % interval; null: not reached
-- is_median_stable              boolean  worth showing: see is_stable_median()
-- p90_seconds                   double  null: not reached
-- share_15m                     double  0 .. 1 answered within 15 min
-- share_15m_low                 double  95 % interval
-- share_15m_high                double  95 % interval
-- share_1h                      double  0 .. 1 answered within 1 h
-- share_1h_low                  double  95 % interval
-- share_1h_high                 double  95 % interval
-- share_4h                      double  0 .. 1 answered within 4 h
-- share_4h_low                  double  95 % interval
-- share_4h_high                 double  95 % interval
-- share_24h                     double  0 .. 1 answered within 24 h
-- share_24h_low                 double  95 % interval
-- share_24h_high                double  95 % interval
-- curve_end_seconds             double  the longest wait known; beyond it nothing is claimed
-- answered_only_median_seconds  double  median of the answered
-- answered_only_mean_seconds    double  mean of the answered
-- fastest90_mean_seconds        double  mean of the fastest 90 % of the answered, rounded down
-- under_24h_mean_seconds        double  mean of the answered within 24 h
with

steps as (

    select
        step_rows.*,
        greatest(1, floor(0.9 * step_rows.all_answered_count)) as fastest_count
    from
        response_steps(
            brand, since, until,
            clock := clock, every_moment := false, filters := filters
        ) as step_rows

),

-- The margin takes up the rounding of a product that is exactly one half.
figures as (

    select
        any_value(steps.turn_count) as turn_count,
        any_value(steps.all_answered_count) as answered_count,
        any_value(steps.open_count) as open_count,
        any_value(steps.selected_count) as selected_count,
        any_value(steps.curve_end_seconds) as curve_end_seconds,
        min(steps.elapsed_seconds) filter (where steps.answered_share >= 0.5 - 1e-9)
            as median_seconds,
        min(steps.elapsed_seconds) filter (
            where coalesce(steps.answered_share_high, steps.answered_share) >= 0.5 - 1e-9
        ) as median_low_seconds,
        min(steps.elapsed_seconds) filter (where steps.answered_share_low >= 0.5 - 1e-9)
            as median_high_seconds,
        min(steps.elapsed_seconds) filter (where steps.answered_share >= 0.45)
            as before_median_seconds,
        min(steps.elapsed_seconds) filter (where steps.answered_share >= 0.55)
            as after_median_seconds,
        min(steps.elapsed_seconds) filter (where steps.answered_share >= 0.9 - 1e-9)
            as p90_seconds,
        max(steps.answered_share) as last_share,
        coalesce(max(steps.answered_share) filter (
            where steps.elapsed_seconds <= 900
        ), 0) as share_15m,
        coalesce(max_by(steps.answered_share_low, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 900
        ), 0) as share_15m_low,
        coalesce(max_by(steps.answered_share_high, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 900
        ), 0) as share_15m_high,
        coalesce(max(steps.answered_share) filter (
            where steps.elapsed_seconds <= 3600
        ), 0) as share_1h,
        coalesce(max_by(steps.answered_share_low, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 3600
        ), 0) as share_1h_low,
        coalesce(max_by(steps.answered_share_high, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 3600
        ), 0) as share_1h_high,
        coalesce(max(steps.answered_share) filter (
            where steps.elapsed_seconds <= 14400
        ), 0) as share_4h,
        coalesce(max_by(steps.answered_share_low, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 14400
        ), 0) as share_4h_low,
        coalesce(max_by(steps.answered_share_high, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 14400
        ), 0) as share_4h_high,
        coalesce(max(steps.answered_share) filter (
            where steps.elapsed_seconds <= 86400
        ), 0) as share_24h,
        coalesce(max_by(steps.answered_share_low, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 86400
        ), 0) as share_24h_low,
        coalesce(max_by(steps.answered_share_high, steps.elapsed_seconds) filter (
            where steps.elapsed_seconds <= 86400
        ), 0) as share_24h_high,
        -- The two in the middle of the answered; one and the same where their number is odd.
        min(steps.elapsed_seconds) filter (
            where
            steps.answered_before_count + steps.answered_count
            > floor((steps.all_answered_count - 1) / 2.0)
        ) as lower_middle_seconds,
        min(steps.elapsed_seconds) filter (
            where
            steps.answered_before_count + steps.answered_count
            > ceil((steps.all_answered_count - 1) / 2.0)
        ) as upper_middle_seconds,
        sum(steps.elapsed_seconds * steps.answered_count)
        / nullif(sum(steps.answered_count), 0) as answered_only_mean_seconds,
        sum(steps.elapsed_seconds * greatest(
            0, least(steps.answered_count, steps.fastest_count - steps.answered_before_count)
        )) / nullif(max(steps.fastest_count), 0) as fastest90_mean_seconds,
        sum(steps.elapsed_seconds * steps.answered_count) filter (
            where steps.elapsed_seconds <= 86400
        ) / nullif(sum(steps.answered_count) filter (where steps.elapsed_seconds <= 86400), 0)
            as under_24h_mean_seconds
    from steps

)

select
    figures.turn_count,
    figures.answered_count,
    figures.open_count,
    figures.turn_count - figures.answered_count - figures.open_count as removed_count,
    figures.selected_count,
    figures.median_seconds,
    figures.median_low_seconds,
    figures.median_high_seconds,
    is_stable_median(
        figures.median_high_seconds, figures.before_median_seconds, figures.after_median_seconds
    ) as is_median_stable,
    figures.p90_seconds,
    case
        when figures.curve_end_seconds >= 900 or figures.last_share >= 1 - 1e-12
            then figures.share_15m
    end as share_15m,
    case
        when figures.curve_end_seconds >= 900 or figures.last_share >= 1 - 1e-12
            then figures.share_15m_low
    end as share_15m_low,
    case
        when figures.curve_end_seconds >= 900 or figures.last_share >= 1 - 1e-12
            then figures.share_15m_high
    end as share_15m_high,
    case
        when figures.curve_end_seconds >= 3600 or figures.last_share >= 1 - 1e-12
            then figures.share_1h
    end as share_1h,
    case
        when figures.curve_end_seconds >= 3600 or figures.last_share >= 1 - 1e-12
            then figures.share_1h_low
    end as share_1h_low,
    case
        when figures.curve_end_seconds >= 3600 or figures.last_share >= 1 - 1e-12
            then figures.share_1h_high
    end as share_1h_high,
    case
        when figures.curve_end_seconds >= 14400 or figures.last_share >= 1 - 1e-12
            then figures.share_4h
    end as share_4h,
    case
        when figures.curve_end_seconds >= 14400 or figures.last_share >= 1 - 1e-12
            then figures.share_4h_low
    end as share_4h_low,
    case
        when figures.curve_end_seconds >= 14400 or figures.last_share >= 1 - 1e-12
            then figures.share_4h_high
    end as share_4h_high,
    case
        when figures.curve_end_seconds >= 86400 or figures.last_share >= 1 - 1e-12
            then figures.share_24h
    end as share_24h,
    case
        when figures.curve_end_seconds >= 86400 or figures.last_share >= 1 - 1e-12
            then figures.share_24h_low
    end as share_24h_low,
    case
        when figures.curve_end_seconds >= 86400 or figures.last_share >= 1 - 1e-12
            then figures.share_24h_high
    end as share_24h_high,
    figures.curve_end_seconds,
    (figures.lower_middle_seconds + figures.upper_middle_seconds) / 2.0
        as answered_only_median_seconds,
    figures.answered_only_mean_seconds,
    figures.fastest90_mean_seconds,
    figures.under_24h_mean_seconds
from figures
