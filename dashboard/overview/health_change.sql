-- Each part's share in the change of brand health; they add up to it.
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
        where brand = $brand and brand_health is not null
    )
    on "Net sentiment", "Complaint rate", "Answered within target", "Silence", "Viral risk"
    into name part_name value points

)

select
    part_name,
    avg(points) filter (where local_date >= $first_date and local_date < $last_date) as points_now,
    (
        avg(points) filter (where local_date >= $first_date and local_date < $last_date)
        - avg(points) filter (where local_date >= $first_date_before and local_date < $last_date_before)
    ) / 100 as contribution
from parts
group by part_name
order by contribution asc, part_name asc
