-- How one post grew, and what was projected at each snapshot.
--
-- $1 brand, $2 post_id
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
where brand = $1 and post_id = $2
order by observed_at
