-- How many wait, how many in vain.
--
-- Over: waiting
-- Grain: one row
select
    count(*) filter (where not is_never_answered) as open_count,
    count(*) filter (where not is_never_answered and sla_status = 'missed') as overdue_count,
    count(*) filter (where is_never_answered) as never_count,
    max(waiting_seconds) as longest_seconds,
    sum(silence_hours) filter (where not is_never_answered) as silence_hours
from waiting
