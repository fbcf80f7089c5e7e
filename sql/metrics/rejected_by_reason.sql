-- What was refused, by source and reason.
--
-- Grain: source, reason
--
-- source        varchar                   where it came from
-- reason        varchar                   what was wrong
-- reject_count  bigint                    payloads
-- last_seen_at  timestamp with time zone  when the newest was refused
select
    source,
    reason,
    count(*) as reject_count,
    max(seen_at) as last_seen_at
from rejected
group by source, reason
