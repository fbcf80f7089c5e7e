-- Turns with both clocks run up to what is known now.
--
-- Grain: brand, turn_id
--
-- brand                  varchar                   key in earshot.toml
-- turn_id                varchar                   post_id of the turn's first post
-- conversation_id        varchar                   the thread
-- author_id              varchar                   the customer; null: unknown
-- source                 varchar                   where it was said
-- lang                   varchar                   of the first post
-- topics                 varchar[]                 of the first post
-- started_at             timestamp with time zone  first post: a nudge does not reset the clock
-- local_date             date                      of started_at, in the brand's time zone
-- hour_of_week           integer                   0 is Monday 00:00 in the brand's time zone
-- post_count             bigint                    posts of the turn
-- reply_reason           varchar                   why the first post asks for an answer
-- is_selected            boolean                   a turn only because it was answered
-- is_complaint           boolean                   any post of it is one
-- polarity               varchar                   of the turn's lowest post
-- sentiment              double                    -1 .. 1, of the turn's lowest post
-- author_followers       bigint                    null: unknown
-- estimated_audience     double                    people; null: unknown
-- answered_at            timestamp with time zone  first answer by a person; null: none
-- answer_post_id         varchar                   that answer
-- responder              varchar                   signature, else the account that answered
-- removed_at             timestamp with time zone  taken back by the author before an answer
-- observed_until         timestamp with time zone  up to when the source is known
-- status                 varchar                   answered, open, removed
-- wait_seconds           double                    to the answer, the removal, or observed_until
-- business_wait_seconds  double                    the part of it inside the brand's hours
-- due_at                 timestamp with time zone  when the target falls due, on its own clock
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
    turn_facts.reply_reason,
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
    turn_facts.due_at
from turn_facts
left join as_of
    on
        turn_facts.brand = as_of.brand
        and turn_facts.source = as_of.source
