-- Who is waiting for an answer now, and how much hangs on it.
--
-- priority, 0 .. 100, is 40 for the wait against the target (full at three times the target),
-- 25 for a complaint (12.5 for another negative post) and 35 for the audience (on a logarithmic
-- scale, full at ten million people; an unknown audience counts as 100).
--
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
-- priority                  double                    0 .. 100, worst first
with

waiting as (

    select
        turns.*,
        brands.never_answered_seconds,
        case
            when turns.target_clock = 'business' then turns.business_wait_seconds
            else turns.wait_seconds
        end as clock_seconds
    from turns
    inner join brands
        on turns.brand = brands.brand
    -- What makes the status open, said of the columns: so it reaches the scan.
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
    case
        when waiting.wait_seconds < 3600 then '< 1 h'
        when waiting.wait_seconds < 14400 then '1–4 h'
        when waiting.wait_seconds < 86400 then '4–24 h'
        when waiting.wait_seconds <= 604800 then '1–7 d'
        else '> 7 d'
    end as age_band,
    waiting.wait_seconds > waiting.never_answered_seconds as is_never_answered,
    waiting.estimated_audience,
    case
        when waiting.is_complaint then waiting.estimated_audience * waiting.wait_seconds / 3600.0
    end as silence_hours,
    waiting.due_at,
    waiting.sla_status,
    40.0 * least(1.0, waiting.clock_seconds / (3.0 * waiting.target_seconds))
    + case
        when waiting.is_complaint then 25.0
        when waiting.polarity = 'negative' then 12.5
        else 0.0
    end
    + 35.0 * least(1.0, log10(1.0 + coalesce(waiting.estimated_audience, 100.0)) / 7.0) as priority
from waiting
