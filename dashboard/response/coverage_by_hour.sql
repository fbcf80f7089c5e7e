-- How each hour of the week is served; 0 is Monday 00:00 in the brand's time zone. Below ten
-- turns an hour is small.
--
-- $1 brand, $2 since, $3 until, $4 source or null, $5 calendar or business
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
        $1, $2, $3, clock := cast($5 as varchar), source := cast($4 as varchar)
    )
order by hour_of_week
