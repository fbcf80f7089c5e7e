-- The same added up by local day; a day with a gap is a gap.
--
-- Grain: hour_at
select
    timezone($time_zone, date_trunc('day', timezone($time_zone, hour_at))) as hour_at,
    case when not bool_or(is_gap) then sum(observed_count) end as observed_count,
    case when not bool_or(is_gap) then sum(expected_count) end as expected_count,
    cast(null as double) as expected_low,
    cast(null as double) as expected_high,
    bool_or(is_gap) as is_gap,
    bool_or(is_spike) as is_spike
from volume_by_hour
where brand = $brand and hour_at >= $since and hour_at < $until and measure = $measure
group by timezone($time_zone, date_trunc('day', timezone($time_zone, hour_at)))
order by 1
