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

moved as (

    select *
    from brand_health_moved(brand, since, until, since_before, until_before)
    where held_count > 0

)

select
    'net_sentiment' as part_name,
    net_sentiment_now as points_now,
    net_sentiment_moved as contribution
from moved
union all
select
    'complaint_rate' as part_name,
    complaint_rate_now as points_now,
    complaint_rate_moved as contribution
from moved
union all
select
    'answered_in_target' as part_name,
    answered_in_target_now as points_now,
    answered_in_target_moved as contribution
from moved
union all
select
    'silence' as part_name,
    silence_now as points_now,
    silence_moved as contribution
from moved
union all
select
    'viral_risk' as part_name,
    viral_risk_now as points_now,
    viral_risk_moved as contribution
from moved
