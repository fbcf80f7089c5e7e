-- The newest refused payloads.
--
-- Grain: reject_id
select
    reject_id,
    place,
    reason,
    payload
from rejected
order by seen_at desc, reject_id asc
limit 100
