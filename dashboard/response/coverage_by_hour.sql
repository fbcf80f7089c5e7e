-- How each hour of the week is served; 0 is Monday 00:00 in the brand's time zone. Below ten
-- turns an hour is small.
--
-- Grain: hour_of_week
select
    hour_of_week,
    turn_count,
    met_count + missed_count as due_count,
    attainment_share,
    median_seconds,
    unanswered_share,
    turn_count < 10 as is_small
from
    coverage_by_hour(
        $brand, $since, $until, clock := cast($clock as varchar), source := cast($source as varchar)
    )
order by hour_of_week
