-- Turns that a period and filters keep: what every figure of turns counts.
--
-- A period keeps a turn by its first post, and so does a filter, as filtered_mentions has them.
-- Without a brand all are kept, without a moment the time is open. Turns that are turns only
-- because they were answered are among them.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: brand, turn_id
-- Columns: turns
with

waits as (

    select
        turn_facts.brand,
        turn_facts.turn_id,
        turn_facts.conversation_id,
        turn_facts.author_id,
        turn_facts.source,
        turn_facts.lang,
        turn_facts.topics,
        turn_facts.started_at,
        turn_facts.local_date,
        turn_facts.hour_of_week,
        turn_facts.post_count,
        turn_facts.turn_number,
        turn_facts.reply_reason,
        turn_facts.reply_reason in ('review', 'reply', 'named', 'page') as is_addressed,
        turn_facts.is_selected,
        turn_facts.is_complaint,
        turn_facts.polarity,
        turn_facts.sentiment,
        turn_facts.author_followers,
        turn_facts.estimated_audience,
        turn_facts.answered_at,
        turn_facts.answer_post_id,
        turn_facts.responder,
        turn_facts.removed_at,
        as_of.observed_until,
        case
            when turn_facts.answered_at is not null then 'answered'
            when turn_facts.removed_at is not null then 'removed'
            else 'open'
        end as status,
        coalesce(
            turn_facts.wait_seconds,
            greatest(0.0, epoch(as_of.observed_until) - epoch(turn_facts.started_at)),
            0.0
        ) as wait_seconds,
        coalesce(
            turn_facts.business_wait_seconds,
            greatest(0.0, as_of.open_seconds - turn_facts.started_business_seconds),
            0.0
        ) as business_wait_seconds,
        turn_facts.due_at,
        brands.target_seconds,
        brands.target_clock,
        brands.never_answered_seconds
    from filtered_turn_facts(brand, since, until, filters := filters) as turn_facts
    inner join brands
        on turn_facts.brand = brands.brand
    left join as_of
        on
            turn_facts.brand = as_of.brand
            and turn_facts.source = as_of.source

)

select
    waits.*,
    sla_status(
        waits.status,
        case
            when waits.target_clock = 'business' then waits.business_wait_seconds
            else waits.wait_seconds
        end,
        waits.target_seconds,
        waits.removed_at,
        waits.due_at
    ) as sla_status
from waits
