-- The silence of a period.
--
-- $1 brand, $2 since, $3 until, $4 source or null
--
-- Grain: one row
select
    complaint_count,
    open_count,
    silence_hours,
    waiting_hours,
    unknown_audience_count,
    unknown_audience_share
from silence_summary($1, $2, $3, source := cast($4 as varchar))
