-- Who waits, the most urgent first, with the words that wait.
--
-- $never: those never answered instead of those who still can be.
--
-- Over: waiting
-- Grain: turn_id
with

chosen as (

    select *
    from waiting
    where is_never_answered = $never
    order by priority desc, waiting_seconds desc, turn_id asc
    limit 200

)

select
    chosen.turn_id,
    chosen.conversation_id,
    chosen.source,
    chosen.reply_reason,
    chosen.is_complaint,
    chosen.polarity,
    chosen.waiting_seconds,
    chosen.business_waiting_seconds,
    chosen.due_at,
    chosen.estimated_audience,
    chosen.silence_hours,
    chosen.sla_status,
    chosen.priority,
    mentions.text,
    mentions.url
from chosen
-- A turn begins with its first post: the moment keeps the search short.
inner join mentions
    on
        mentions.brand = $brand
        and chosen.turn_id = mentions.post_id
        and chosen.started_at = mentions.created_at
order by chosen.priority desc, chosen.waiting_seconds desc, chosen.turn_id asc
