-- Response times apart by source, language, topic or week; below ten turns a group is small.
--
-- $1 brand, $2 since, $3 until, $4 source or null, $5 calendar or business, $6 dimension
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
        $1, $2, $3, cast($6 as varchar), clock := cast($5 as varchar), source := cast($4 as varchar)
    )
order by turn_count desc, group_value asc
