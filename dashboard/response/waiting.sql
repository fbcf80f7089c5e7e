-- Open turns that the filters keep, whenever they began; words are looked for only where asked.
--
-- Grain: turn_id
select
    unanswered.turn_id,
    unanswered.conversation_id,
    unanswered.source,
    unanswered.started_at,
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
    unanswered.priority
from unanswered
where
    unanswered.brand = $brand
    and (cast($source as varchar) is null or unanswered.source = cast($source as varchar))
    and (
        cast($words as varchar) is null
        or unanswered.turn_id in (
            select mentions.post_id
            from mentions
            where
                cast($words as varchar) is not null
                and mentions.brand = $brand
                and contains(
                    lower(coalesce(mentions.title, '') || ' ' || mentions.text),
                    lower(cast($words as varchar))
                )
        )
    )
