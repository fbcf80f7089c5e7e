-- Each part's share in the change of brand health; they add up to it.
--
-- $1 brand, $2 first day, $3 day after the last, $4 first day before, $5 day after the last before
--
-- Grain: part_name
with

parts as (

    unpivot (
        select
            local_date,
            net_sentiment_contribution as "Net sentiment",
            complaint_rate_contribution as "Complaint rate",
            answered_in_target_contribution as "Answered within target",
            silence_contribution as "Silence",
            viral_risk_contribution as "Viral risk"
        from brand_health_by_day
        where brand = $1 and brand_health is not null
    )
    on "Net sentiment", "Complaint rate", "Answered within target", "Silence", "Viral risk"
    into name part_name value points

)

select
    part_name,
    avg(points) filter (where local_date >= $2 and local_date < $3) as points_now,
    (
        avg(points) filter (where local_date >= $2 and local_date < $3)
        - avg(points) filter (where local_date >= $4 and local_date < $5)
    ) / 100 as contribution
from parts
group by part_name
order by contribution asc, part_name asc
