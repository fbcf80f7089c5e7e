-- The waiting complaint with the most audience-hours.
--
-- Over: waiting
-- Grain: one row
with

chosen as (

    select *
    from waiting
    where silence_hours > 0 and not is_never_answered
    order by silence_hours desc
    limit 1

)

select
    chosen.turn_id,
    chosen.conversation_id,
    chosen.source,
    chosen.reply_reason,
    chosen.waiting_seconds,
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
