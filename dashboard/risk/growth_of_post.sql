-- How one post grew, and what was projected at each snapshot.
--
-- Grain: observed_at
select
    observed_at,
    age_hours,
    share_count,
    projected_share_count,
    projected_low,
    projected_high,
    viral_risk
from viral_risk_by_snapshot
where brand = $brand and post_id = $post_id
order by observed_at
