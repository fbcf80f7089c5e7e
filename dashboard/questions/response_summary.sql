-- Response times.
--
-- $1 brand, $2 since, $3 until, $4 source or null
--
-- Grain: one row
select
    turn_count,
    answered_count,
    open_count,
    median_seconds,
    median_low_seconds,
    median_high_seconds,
    answered_only_median_seconds,
    answered_only_mean_seconds,
    fastest90_mean_seconds,
    under_24h_mean_seconds
from response_summary($1, $2, $3, source := cast($4 as varchar))
