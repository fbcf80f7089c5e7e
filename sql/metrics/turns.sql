-- Turns of customers: what one author says before the brand answers, and how long that took.
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
-- target_seconds         double                    the brand's target
-- target_clock           varchar                   calendar, business
-- sla_status             varchar                   met, missed, pending; null: removed before due
select
    turn_waits.*,
    sla_status(
        turn_waits.status,
        case
            when turn_waits.target_clock = 'business' then turn_waits.business_wait_seconds
            else turn_waits.wait_seconds
        end,
        turn_waits.target_seconds,
        turn_waits.removed_at,
        turn_waits.due_at
    ) as sla_status
from turn_waits
