-- How many wait for an answer now, how many past their target, and how many waited in vain.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, filters := map {}
-- Grain: one row
--
-- open_count       bigint  open, and not yet never answered
-- overdue_count    bigint  of them past their target
-- never_count      bigint  past the limit after which nobody will answer
-- longest_seconds  double  of the open ones the longest wait; null: nobody waits
-- silence_hours    double  audience × hours of the open complaints; null: no audience is known
select
    count(*) filter (where not is_never_answered) as open_count,
    count(*) filter (where not is_never_answered and sla_status = 'missed') as overdue_count,
    count(*) filter (where is_never_answered) as never_count,
    max(waiting_seconds) filter (where not is_never_answered) as longest_seconds,
    sum(silence_hours) filter (where not is_never_answered) as silence_hours
from open_turns(brand, filters := filters)
