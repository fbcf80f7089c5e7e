-- Response times apart by source, language, topic or week; below ten turns a group is small.
--
-- Grain: group_value
select
    group_value,
    turn_count,
    answered_count,
    open_count,
    met_count,
    missed_count,
    pending_count,
    attainment_share,
    median_seconds,
    median_low_seconds,
    median_high_seconds,
    unanswered_share,
    turn_count < 10 as is_small
from
    response_by_group(
        $brand, $since, $until, cast($dimension as varchar), clock := cast($clock as varchar), source := cast($source as varchar)
    )
order by turn_count desc, group_value asc
