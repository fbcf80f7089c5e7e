-- What was refused, by reason.
--
-- Grain: source, reason
select
    source,
    reason,
    count(*) as reject_count,
    max(seen_at) as last_seen_at
from rejected
group by source, reason
order by reject_count desc, source asc, reason asc
