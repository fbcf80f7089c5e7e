-- How long people wait for an answer, with those who still wait; and what other rules would say.
--
-- Percentiles and shares come from response_curve. A percentile that the curve does not reach is
-- null: "not reached", never a number. A share is null where nobody has been known to wait that
-- long and some still wait. The interval of the median is where the curve's interval crosses it
-- (Brookmeyer and Crowley 1982). The answered-only figures leave out whoever still waits.
--
-- Parameters: brand, since, until, clock := 'calendar', source := null, lang := null, topic := null
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

cohort as (

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

counted as (

    select
        count(*) filter (where not cohort.is_selected) as turn_count,
        count(*) filter (where not cohort.is_selected and cohort.status = 'answered')
            as answered_count,
        count(*) filter (where not cohort.is_selected and cohort.status = 'open') as open_count,
        count(*) filter (where not cohort.is_selected and cohort.status = 'removed')
            as removed_count,
        count(*) filter (where cohort.is_selected) as selected_count,
        max(cohort.elapsed_seconds) filter (where not cohort.is_selected) as curve_end_seconds
    from cohort

),

answered as (

    select
        cohort.elapsed_seconds,
        row_number() over (order by cohort.elapsed_seconds) as rank_number,
        count(*) over () as answered_count
    from cohort
    where cohort.status = 'answered' and not cohort.is_selected

),

other_rules as (

    select
        quantile_cont(answered.elapsed_seconds, 0.5) as answered_only_median_seconds,
        avg(answered.elapsed_seconds) as answered_only_mean_seconds,
        avg(answered.elapsed_seconds) filter (
            where answered.rank_number <= greatest(1, floor(0.9 * answered.answered_count))
        ) as fastest90_mean_seconds,
        avg(answered.elapsed_seconds) filter (where answered.elapsed_seconds <= 86400)
            as under_24h_mean_seconds
    from answered

),

curve as (

    select curve_rows.*
    from response_curve(
        brand, since, until, clock := clock, source := source, lang := lang, topic := topic
    ) as curve_rows

),

-- The margin takes up the rounding of a product that is exactly one half.
percentiles as (

    select
        min(curve.elapsed_seconds) filter (where curve.answered_share >= 0.5 - 1e-9)
            as median_seconds,
        min(curve.elapsed_seconds) filter (
            where coalesce(curve.answered_share_high, curve.answered_share) >= 0.5 - 1e-9
        ) as median_low_seconds,
        min(curve.elapsed_seconds) filter (where curve.answered_share_low >= 0.5 - 1e-9)
            as median_high_seconds,
        min(curve.elapsed_seconds) filter (where curve.answered_share >= 0.9 - 1e-9)
            as p90_seconds,
        max(curve.answered_share) as last_share
    from curve

),

limits as (

    select unnest([900.0, 3600.0, 14400.0, 86400.0]) as limit_seconds

),

shares as (

    select
        limits.limit_seconds,
        coalesce(max(curve.answered_share), 0) as answered_share,
        coalesce(max_by(curve.answered_share_low, curve.elapsed_seconds), 0) as share_low,
        coalesce(max_by(curve.answered_share_high, curve.elapsed_seconds), 0) as share_high
    from limits
    left join curve
        on limits.limit_seconds >= curve.elapsed_seconds
    group by limits.limit_seconds

),

known_shares as (

    select
        shares.limit_seconds,
        case when counted.turn_count > 0 then shares.answered_share end as answered_share,
        case when counted.turn_count > 0 then shares.share_low end as share_low,
        case when counted.turn_count > 0 then shares.share_high end as share_high
    from shares
    cross join counted
    cross join percentiles
    where
        shares.limit_seconds <= counted.curve_end_seconds
        or percentiles.last_share >= 1 - 1e-12

)

select
    counted.turn_count,
    counted.answered_count,
    counted.open_count,
    counted.removed_count,
    counted.selected_count,
    percentiles.median_seconds,
    percentiles.median_low_seconds,
    percentiles.median_high_seconds,
    percentiles.p90_seconds,
    share_15m.answered_share as share_15m,
    share_15m.share_low as share_15m_low,
    share_15m.share_high as share_15m_high,
    share_1h.answered_share as share_1h,
    share_1h.share_low as share_1h_low,
    share_1h.share_high as share_1h_high,
    share_4h.answered_share as share_4h,
    share_4h.share_low as share_4h_low,
    share_4h.share_high as share_4h_high,
    share_24h.answered_share as share_24h,
    share_24h.share_low as share_24h_low,
    share_24h.share_high as share_24h_high,
    counted.curve_end_seconds,
    other_rules.answered_only_median_seconds,
    other_rules.answered_only_mean_seconds,
    other_rules.fastest90_mean_seconds,
    other_rules.under_24h_mean_seconds
from counted
cross join other_rules
cross join percentiles
left join known_shares as share_15m
    on share_15m.limit_seconds = 900
left join known_shares as share_1h
    on share_1h.limit_seconds = 3600
left join known_shares as share_4h
    on share_4h.limit_seconds = 14400
left join known_shares as share_24h
    on share_24h.limit_seconds = 86400
