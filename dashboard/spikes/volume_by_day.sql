-- The same added up by local day; a day with a gap is a gap.
--
-- $1 brand, $2 since, $3 until, $4 measure, $5 time zone
--
-- Grain: hour_at
select
    timezone($5, date_trunc('day', timezone($5, hour_at))) as hour_at,
    case when not bool_or(is_gap) then sum(observed_count) end as observed_count,
    case when not bool_or(is_gap) then sum(expected_count) end as expected_count,
    cast(null as double) as expected_low,
    cast(null as double) as expected_high,
    bool_or(is_gap) as is_gap,
    bool_or(is_spike) as is_spike
from volume_by_hour
where brand = $1 and hour_at >= $2 and hour_at < $3 and measure = $4
group by timezone($5, date_trunc('day', timezone($5, hour_at)))
order by 1
