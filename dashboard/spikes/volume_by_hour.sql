-- How much was said hour by hour, against what was to be expected; gaps are null.
--
-- Grain: hour_at
select
    hour_at,
    case when not is_gap then observed_count end as observed_count,
    case when not is_gap then expected_count end as expected_count,
    case when not is_gap then expected_low end as expected_low,
    case when not is_gap then expected_high end as expected_high,
    is_gap,
    is_spike
from volume_by_hour
where brand = $brand and hour_at >= $since and hour_at < $until and measure = $measure
order by hour_at
