-- The waiting complaint with the most audience-hours.
--
-- Over: waiting
-- Grain: one row
select
    turn_id,
    conversation_id,
    source,
    reply_reason,
    waiting_seconds,
    estimated_audience,
    silence_hours,
    sla_status,
    priority,
    text,
    url
from waiting
where silence_hours > 0 and not is_never_answered
order by silence_hours desc
limit 1
