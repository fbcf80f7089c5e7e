-- How much of the reach was spent before the first answer.
--
-- Grain: one row
select
    known_count,
    answered_count,
    reached_median,
    answered_reach_median
from reach_summary($brand, $since, $until, source := cast($source as varchar))
