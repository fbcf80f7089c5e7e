-- Who is waiting for an answer now, as far as filters keep them, whenever they began.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, filters := map {}
-- Grain: brand, turn_id
-- Columns: unanswered
with

waiting as (

    select
        turns.*,
        case
            when turns.target_clock = 'business' then turns.business_wait_seconds
            else turns.wait_seconds
        end as clock_seconds
    from filtered_turns(brand, null, null, filters := filters) as turns
    where turns.answered_at is null and turns.removed_at is null

)

select
    waiting.brand,
    waiting.turn_id,
    waiting.conversation_id,
    waiting.source,
    waiting.author_id,
    waiting.author_followers,
    waiting.lang,
    waiting.topics,
    waiting.reply_reason,
    waiting.is_complaint,
    waiting.polarity,
    waiting.post_count,
    waiting.started_at,
    waiting.wait_seconds as waiting_seconds,
    waiting.business_wait_seconds as business_waiting_seconds,
    age_band(waiting.wait_seconds) as age_band,
    waiting.wait_seconds > waiting.never_answered_seconds as is_never_answered,
    waiting.estimated_audience,
    case
        when waiting.is_complaint
            then silence_hours(waiting.estimated_audience, waiting.wait_seconds)
    end as silence_hours,
    waiting.due_at,
    waiting.sla_status,
    reply_priority(
        waiting.clock_seconds, waiting.target_seconds, waiting.is_complaint, waiting.polarity,
        waiting.estimated_audience
    ) as priority
from waiting
