-- Brand health of a period against another one, and what each of its parts did to the change.
--
-- The row of brand_health_summary and the rows of brand_health_change side by side, of the same
-- days: whoever shows both reads them once.
--
-- Parameters: brand, since, until, since_before, until_before
-- Grain: one row
--
-- brand_health              double    0 .. 100, mean of the days; null: no day has one
-- health_low                double    0 .. 100, 95 % interval, of the days' own
-- health_high               double    0 .. 100, see health_low
-- day_count                 bigint    days
-- least_part_count          bigint    parts with data on the day that has fewest; null: no day
-- health_change             double    points of 100; null: no day in either
-- change_reach              double    half the width of the change's 95 % interval
-- health_verdict            varchar   better, worse, same (within chance), few; null: no change
-- course                    double[]  brand health day by day, oldest first
-- net_sentiment_now         double    0 .. 100 points that it gives in the period; null: no day
-- complaint_rate_now        double    of the complaint rate
-- answered_in_target_now    double    of answers within target
-- silence_now               double    of silence
-- viral_risk_now            double    of viral risk
-- net_sentiment_moved       double    -1 .. 1 of the change; null: no day in either
-- complaint_rate_moved      double    of the complaint rate
-- answered_in_target_moved  double    of answers within target
-- silence_moved             double    of silence
-- viral_risk_moved          double    of viral risk
-- held_count                bigint    days with a brand health since the earlier of both began
with

days as (

    select
        health.local_date,
        health.brand_health,
        health.brand_health - health.brand_health_low as reach_down,
        health.brand_health_high - health.brand_health as reach_up,
        health.part_count,
        health.net_sentiment_contribution as net_sentiment,
        health.complaint_rate_contribution as complaint_rate,
        health.answered_in_target_contribution as answered_in_target,
        health.silence_contribution as silence,
        health.viral_risk_contribution as viral_risk,
        (since is null or day_start(health.local_date, brands.time_zone) >= since)
        and (until is null or day_start(health.local_date + 1, brands.time_zone) <= until)
            as is_now,
        day_start(health.local_date, brands.time_zone) >= cast(since_before as timestamptz)
        and day_start(health.local_date + 1, brands.time_zone)
        <= cast(until_before as timestamptz) as is_before
    from brand_health_since(first_day(since, since_before)) as health
    inner join brands
        on health.brand = brands.brand
    where health.brand = brand and health.brand_health is not null

),

sides as (

    select
        avg(brand_health) filter (where is_now) as brand_health,
        sqrt(sum(reach_down * reach_down) filter (where is_now))
        / nullif(count(*) filter (where is_now), 0) as reach_down,
        sqrt(sum(reach_up * reach_up) filter (where is_now))
        / nullif(count(*) filter (where is_now), 0) as reach_up,
        count(*) filter (where is_now) as day_count,
        min(part_count) filter (where is_now) as least_part_count,
        avg(brand_health) filter (where is_now) - avg(brand_health) filter (where is_before)
            as health_change,
        z95() * sqrt(
            var_samp(brand_health) filter (where is_now) / nullif(count(*) filter (where is_now), 0)
            + var_samp(brand_health) filter (where is_before)
            / nullif(count(*) filter (where is_before), 0)
        ) as change_reach,
        least(count(*) filter (where is_now), count(*) filter (where is_before)) as least_count,
        avg(net_sentiment) filter (where is_now) as net_sentiment_now,
        avg(net_sentiment) filter (where is_before) as net_sentiment_before,
        avg(complaint_rate) filter (where is_now) as complaint_rate_now,
        avg(complaint_rate) filter (where is_before) as complaint_rate_before,
        avg(answered_in_target) filter (where is_now) as answered_in_target_now,
        avg(answered_in_target) filter (where is_before) as answered_in_target_before,
        avg(silence) filter (where is_now) as silence_now,
        avg(silence) filter (where is_before) as silence_before,
        avg(viral_risk) filter (where is_now) as viral_risk_now,
        avg(viral_risk) filter (where is_before) as viral_risk_before,
        count(*) as held_count,
        coalesce(list(brand_health order by local_date) filter (where is_now), []) as course
    from days

)

select
    brand_health,
    brand_health - reach_down as health_low,
    brand_health + reach_up as health_high,
    day_count,
    least_part_count,
    health_change,
    change_reach,
    change_verdict(health_change, change_reach, least_count, 7) as health_verdict,
    course,
    net_sentiment_now,
    complaint_rate_now,
    answered_in_target_now,
    silence_now,
    viral_risk_now,
    (net_sentiment_now - net_sentiment_before) / 100 as net_sentiment_moved,
    (complaint_rate_now - complaint_rate_before) / 100 as complaint_rate_moved,
    (answered_in_target_now - answered_in_target_before) / 100 as answered_in_target_moved,
    (silence_now - silence_before) / 100 as silence_moved,
    (viral_risk_now - viral_risk_before) / 100 as viral_risk_moved,
    held_count
from sides
