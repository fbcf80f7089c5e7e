-- How many posts still grow, and how many of them are a matter.
--
-- Grain: one row
select
    count(*) as live_count,
    count(*) filter (where shares_per_hour > 0) as growing_count,
    count(*) filter (where viral_risk >= alert_level) as alert_count,
    count(*) filter (where viral_risk >= alert_level and not is_answered) as waiting_count,
    count(*) filter (where projected_share_count is null) as unknown_count,
    max(shares_per_hour) as fastest_per_hour,
    max(alert_level) as alert_level,
    max(threshold_audience) as threshold_audience
from live_risk
where brand = $brand
