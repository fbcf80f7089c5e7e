-- One conversation step by step, with the clock of every turn that begins or is answered there.
--
-- The steps of conversation_steps. Where a step begins a turn, its due moment stands beside it and
-- what became of it; where a reply answers turns, the longest of their waits.
--
-- Parameters: brand, conversation
-- Grain: brand, post_id
--
-- brand              varchar                   key in earshot.toml
-- post_id            varchar                   source:id
-- step_number        bigint                    place in the conversation, from 1, the oldest first
-- step               varchar                   as in conversation_steps
-- customer           varchar                   whose matter it is; null: a bystander's, an opening
-- gap_seconds        double                    since the step before in the same matter
-- silence_seconds    double                    of a nudge: since the brand's last word; null: none
-- turn_status        varchar                   of the turn that begins here: answered, open, …;
--                                              null: none begins
-- turn_sla           varchar                   of that turn: met, missed, pending
-- turn_due_at        timestamp with time zone  when its target falls due
-- turn_wait_seconds  double                    until its answer, its removal, or what is known
-- answered_seconds   double                    the longest wait that ends here; null: none does
-- answered_sla       varchar                   of that turn
-- is_dropped         boolean                   that turn was left open for 24 h and more, after the
--                                              brand had begun to answer
with

turns_here as (

    select turns.*
    from filtered_turns(brand, null, null) as turns
    where turns.conversation_id = conversation and not turns.is_selected

),

answered_here as (

    select
        turns_here.answer_post_id,
        max(turns_here.wait_seconds) as wait_seconds,
        arg_max(turns_here.sla_status, turns_here.wait_seconds) as sla_status
    from turns_here
    where turns_here.answer_post_id is not null
    group by turns_here.answer_post_id

),

dropped_here as (

    select cases.open_turn_id
    from conversation_cases(brand, null, null, conversation := conversation) as cases
    where cases.ending = 'dropped'

)

select
    steps.brand,
    steps.post_id,
    steps.step_number,
    steps.step,
    steps.customer,
    steps.gap_seconds,
    case
        when steps.step = 'nudge' then epoch(steps.created_at) - epoch(steps.last_brand_at)
    end as silence_seconds,
    begun.status as turn_status,
    begun.sla_status as turn_sla,
    begun.due_at as turn_due_at,
    begun.wait_seconds as turn_wait_seconds,
    answered_here.wait_seconds as answered_seconds,
    answered_here.sla_status as answered_sla,
    steps.post_id in (select dropped_here.open_turn_id from dropped_here) as is_dropped
from conversation_steps(brand, null, null, conversation := conversation) as steps
left join turns_here as begun on steps.post_id = begun.turn_id
left join answered_here on steps.post_id = answered_here.answer_post_id
