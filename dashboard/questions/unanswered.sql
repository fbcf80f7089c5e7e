-- Who waits, the most urgent first.
--
-- $4 those never answered instead of those who still can be
--
-- Over: waiting
-- Grain: turn_id
select
    turn_id,
    conversation_id,
    source,
    reply_reason,
    is_complaint,
    polarity,
    waiting_seconds,
    business_waiting_seconds,
    due_at,
    estimated_audience,
    silence_hours,
    sla_status,
    priority,
    text,
    url
from waiting
where is_never_answered = $4
order by priority desc, waiting_seconds desc, turn_id asc
limit 200
