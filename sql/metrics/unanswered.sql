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

-- As in turn_clocks, for turns that nothing has ended: no wait of theirs is kept.
waiting as (

    select
        turn_facts.*,
        brands.never_answered_seconds,
        brands.target_seconds,
        brands.target_clock,
        coalesce(greatest(0.0, epoch(as_of.observed_until) - epoch(turn_facts.started_at)), 0.0)
            as waiting_seconds,
        coalesce(greatest(0.0, as_of.open_seconds - turn_facts.started_business_seconds), 0.0)
            as business_waiting_seconds
    from turn_facts
    inner join brands
        on turn_facts.brand = brands.brand
    left join as_of
        on
            turn_facts.brand = as_of.brand
            and turn_facts.source = as_of.source
    where turn_facts.answered_at is null and turn_facts.removed_at is null

),

timed as (

    select
        waiting.*,
        case
            when waiting.target_clock = 'business' then waiting.business_waiting_seconds
            else waiting.waiting_seconds
        end as clock_seconds
    from waiting

)

select
    timed.brand,
    timed.turn_id,
    timed.conversation_id,
    timed.source,
    timed.author_id,
    timed.author_followers,
    timed.lang,
    timed.topics,
    timed.reply_reason,
    timed.is_complaint,
    timed.polarity,
    timed.post_count,
    timed.started_at,
    timed.waiting_seconds,
    timed.business_waiting_seconds,
    case
        when timed.waiting_seconds < 3600 then '< 1 h'
        when timed.waiting_seconds < 14400 then '1–4 h'
        when timed.waiting_seconds < 86400 then '4–24 h'
        when timed.waiting_seconds <= 604800 then '1–7 d'
        else '> 7 d'
    end as age_band,
    timed.waiting_seconds > timed.never_answered_seconds as is_never_answered,
    timed.estimated_audience,
    case
        when timed.is_complaint then timed.estimated_audience * timed.waiting_seconds / 3600.0
    end as silence_hours,
    timed.due_at,
    sla_status('open', timed.clock_seconds, timed.target_seconds, timed.removed_at, timed.due_at)
        as sla_status,
    40.0 * least(1.0, timed.clock_seconds / (3.0 * timed.target_seconds))
    + case
        when timed.is_complaint then 25.0
        when timed.polarity = 'negative' then 12.5
        else 0.0
    end
    + 35.0 * least(1.0, log10(1.0 + coalesce(timed.estimated_audience, 100.0)) / 7.0) as priority
from timed
