-- How much of the reach was spent before the first answer.
--
-- $1 brand, $2 since, $3 until, $4 source or null
--
-- Grain: one row
select
    known_count,
    answered_count,
    reached_median,
    answered_reach_median
from reach_summary($1, $2, $3, source := cast($4 as varchar))
