-- What each part of brand health did to its change against another period; the parts add up to it.
--
-- Of the whole days in each period that have a brand health, as in brand_health_summary.
--
-- Parameters: brand, since, until, since_before, until_before
-- Grain: part_name
--
-- part_name     varchar  net_sentiment, complaint_rate, answered_in_target, silence, viral_risk
-- points_now    double   points of 100 that it gives in the period; null: no day
-- contribution  double   -1 .. 1 of the change; null: no day in either
with

parts as (

    unpivot (
        select
            health.local_date,
            health.net_sentiment_contribution,
            health.complaint_rate_contribution,
            health.answered_in_target_contribution,
            health.silence_contribution,
            health.viral_risk_contribution
        from brand_health_since(first_day(since, since_before)) as health
        where
            health.brand = brand
            and health.brand_health is not null
    )
    on
    net_sentiment_contribution, complaint_rate_contribution,
    answered_in_target_contribution, silence_contribution, viral_risk_contribution
    into name part_name value points

),

dated as (

    select
        replace(parts.part_name, '_contribution', '') as part_name,
        parts.points,
        (since is null or day_start(parts.local_date, brands.time_zone) >= since)
        and (until is null or day_start(parts.local_date + 1, brands.time_zone) <= until) as is_now,
        day_start(parts.local_date, brands.time_zone) >= cast(since_before as timestamptz)
        and day_start(parts.local_date + 1, brands.time_zone)
        <= cast(until_before as timestamptz) as is_before
    from parts
    inner join brands
        on brands.brand = brand

)

select
    part_name,
    avg(points) filter (where is_now) as points_now,
    (avg(points) filter (where is_now) - avg(points) filter (where is_before)) / 100
        as contribution
from dated
group by part_name
