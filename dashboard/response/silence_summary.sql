-- The silence of a period.
--
-- Grain: one row
select
    complaint_count,
    open_count,
    silence_hours,
    waiting_hours,
    unknown_audience_count,
    unknown_audience_share
from silence_summary($brand, $since, $until, source := cast($source as varchar))
