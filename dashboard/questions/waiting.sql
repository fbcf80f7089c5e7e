-- Open turns that the filters keep, whenever they began, with the words that wait.
--
-- $1 brand, $2 source or null, $3 text or null
--
-- Grain: turn_id
select
    unanswered.turn_id,
    unanswered.conversation_id,
    unanswered.source,
    unanswered.reply_reason,
    unanswered.is_complaint,
    unanswered.polarity,
    unanswered.is_never_answered,
    unanswered.waiting_seconds,
    unanswered.business_waiting_seconds,
    unanswered.due_at,
    unanswered.age_band,
    unanswered.estimated_audience,
    unanswered.silence_hours,
    unanswered.sla_status,
    unanswered.priority,
    mentions.author_name,
    mentions.author_handle,
    mentions.text,
    mentions.url
from unanswered
inner join mentions
    on
        unanswered.brand = mentions.brand
        and unanswered.turn_id = mentions.post_id
where
    unanswered.brand = $1
    and (cast($2 as varchar) is null or mentions.source = cast($2 as varchar))
    and (
        cast($3 as varchar) is null
        or contains(
            lower(coalesce(mentions.title, '') || ' ' || mentions.text), lower(cast($3 as varchar))
        )
    )
