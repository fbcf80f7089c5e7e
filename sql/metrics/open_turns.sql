-- Who is waiting for an answer now, as far as filters keep them, whenever they began.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, filters := map {}
-- Grain: brand, turn_id
--
-- brand                     varchar                   key in earshot.toml
-- turn_id                   varchar                   post_id of the turn's first post
-- conversation_id           varchar                   the thread
-- source                    varchar                   where it was said
-- author_id                 varchar                   who waits; null: unknown
-- author_followers          bigint                    null: unknown
-- lang                      varchar                   of the first post
-- topics                    varchar[]                 of the first post
-- reply_reason              varchar                   why it asks for an answer
-- is_complaint              boolean                   any post of the turn is one
-- polarity                  varchar                   of the turn's lowest post
-- sentiment                 double                    likewise; null: unscored
-- post_count                bigint                    posts of the turn, nudges included
-- started_at                timestamp with time zone  the turn's first post
-- waiting_seconds           double                    until observed_until of the source
-- business_waiting_seconds  double                    the part inside the brand's hours
-- age_band                  varchar                   < 1 h, 1–4 h, 4–24 h, 1–7 d, > 7 d
-- is_never_answered         boolean                   past the limit after which nobody will
-- estimated_audience        double                    people; null: unknown
-- silence_hours             double                    audience × hours, complaints only; else null
-- due_at                    timestamp with time zone  when the target falls due
-- sla_status                varchar                   missed (overdue), pending
with

waiting as (

    select turns.*
    from filtered_turns(brand, null, null, filters := filters) as turns
    where
        turns.answered_at is null
        and turns.removed_at is null
        -- Thanks that a machine answered wait for nobody.
        and not turns.is_selected

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
    waiting.sentiment,
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
    waiting.sla_status
from waiting
