-- What became of every customer whom the brand began to answer, and how long they were left alone.
--
-- A case is one customer in one conversation, begun with the brand's first answer by a person. It
-- belongs to the time of the customer's first turn, and filters keep it by that turn. The ending:
-- answered (the brand spoke last), asked (its last word asked for something: it waits for the
-- customer), thanks, waiting (the customer asked last, less than 24 h ago), dropped (for longer),
-- removed (the customer took the last turn back), said (the customer spoke last, asking nothing).
-- A dropped case has waited until observed_until of its source, and no longer is known.
--
-- Parameters: brand, since, until, filters := map {}, conversation := null
-- Grain: brand, conversation_id, customer
--
-- brand                    varchar                   key in earshot.toml
-- conversation_id          varchar                   the thread
-- customer                 varchar                   author_id, else the handle, else its post
-- source                   varchar                   of the first turn
-- turn_id                  varchar                   post_id of the first turn
-- started_at               timestamp with time zone  the first turn
-- begun_at                 timestamp with time zone  the brand's first answer by a person
-- answer_count             bigint                    posts of the brand to them, no machine
-- nudge_count              bigint                    times the customer had to ask again
-- update_count             bigint                    times the brand spoke again unasked
-- first_update_at          timestamp with time zone  null: never
-- is_updated               boolean                   unasked within 24 h of the first answer
-- longest_silence_seconds  double                    longest, from the brand's last word until the
--                                                    customer had to ask again; null: never
-- last_step_id             varchar                   post_id of the last step
-- last_step_at             timestamp with time zone  the last step, machines left out
-- ending                   varchar                   answered, asked, thanks, waiting, dropped, …
-- waiting_since            timestamp with time zone  of waiting and dropped: the turn left open
-- open_turn_id             varchar                   of waiting and dropped: its first post
-- waiting_seconds          double                    of waiting and dropped: since then
-- estimated_audience       double                    people, of the turn left open, else of the
--                                                    first; null: unknown
with

steps as (

    select said.*
    -- noqa: disable=LT05
    from conversation_steps(brand, since, until, filters := filters, conversation := conversation) as said
    -- noqa: enable=LT05
    where said.customer is not null and said.step <> 'automated'

),

summed as (

    select
        steps.brand,
        steps.conversation_id,
        steps.customer,
        min(steps.created_at) filter (where steps.is_human_answer) as begun_at,
        count(*) filter (where steps.is_human_answer) as answer_count,
        count(*) filter (where steps.step = 'nudge') as nudge_count,
        count(*) filter (where steps.step = 'update') as update_count,
        min(steps.created_at) filter (where steps.step = 'update') as first_update_at,
        max(epoch(steps.created_at) - epoch(steps.last_brand_at)) filter (
            where steps.step = 'nudge' and steps.last_brand_at is not null
        ) as longest_silence_seconds,
        arg_max(steps.post_id, steps.step_number) as last_step_id,
        arg_max(steps.created_at, steps.step_number) as last_step_at,
        arg_max(steps.step, steps.step_number) as last_step,
        arg_max(steps.is_human_answer, steps.step_number) as is_brand_last,
        coalesce(arg_max(steps.asks_back, steps.step_number), false) as is_question_last
    from steps
    group by steps.brand, steps.conversation_id, steps.customer

),

-- Turns of the same conversations, each with whose it is; who asked before the period is left out.
turns_of as (

    select
        turns.*,
        steps.customer
    from filtered_turns(brand, case when conversation is null then since end, null) as turns
    inner join steps
        on
            turns.brand = steps.brand
            and turns.turn_id = steps.post_id
    where conversation is null or turns.conversation_id = conversation

),

ends as (

    select
        turns_of.brand,
        turns_of.conversation_id,
        turns_of.customer,
        min(turns_of.started_at) as started_at,
        bool_or(coalesce(turns_of.turn_number, 1) = 1) as is_from_first,
        arg_min(turns_of.turn_id, turns_of.started_at) as turn_id,
        arg_min(turns_of.source, turns_of.started_at) as source,
        arg_max(turns_of.turn_id, turns_of.started_at) as last_turn_id,
        max(turns_of.started_at) as last_turn_at,
        arg_max(turns_of.status, turns_of.started_at) as last_status,
        arg_max(turns_of.is_selected, turns_of.started_at) as is_last_selected,
        arg_max(turns_of.wait_seconds, turns_of.started_at) as last_wait_seconds,
        arg_min(turns_of.estimated_audience, turns_of.started_at) as first_audience,
        arg_max(turns_of.estimated_audience, turns_of.started_at) as last_audience
    from turns_of
    group by turns_of.brand, turns_of.conversation_id, turns_of.customer

),

ended as (

    select
        summed.*,
        ends.* exclude (brand, conversation_id, customer, is_from_first),
        case
            when ends.last_status = 'removed' then 'removed'
            when
                ends.last_status = 'open'
                and not ends.is_last_selected
                and not summed.is_brand_last
                then case when ends.last_wait_seconds > 86400 then 'dropped' else 'waiting' end
            when summed.is_brand_last and summed.is_question_last then 'asked'
            when summed.is_brand_last then 'answered'
            when summed.last_step = 'thanks' then 'thanks'
            else 'said'
        end as ending
    from summed
    inner join ends
        on
            summed.brand = ends.brand
            and summed.conversation_id = ends.conversation_id
            and summed.customer = ends.customer
    where
        summed.begun_at is not null
        and ends.is_from_first
        and (since is null or ends.started_at >= cast(since as timestamptz))
        and (until is null or ends.started_at < cast(until as timestamptz))

)

select
    ended.brand,
    ended.conversation_id,
    ended.customer,
    ended.source,
    ended.turn_id,
    ended.started_at,
    ended.begun_at,
    ended.answer_count,
    ended.nudge_count,
    ended.update_count,
    ended.first_update_at,
    coalesce(epoch(ended.first_update_at) - epoch(ended.begun_at) <= 86400, false) as is_updated,
    ended.longest_silence_seconds,
    ended.last_step_id,
    ended.last_step_at,
    ended.ending,
    case when ended.ending in ('waiting', 'dropped') then ended.last_turn_at end as waiting_since,
    case when ended.ending in ('waiting', 'dropped') then ended.last_turn_id end as open_turn_id,
    case when ended.ending in ('waiting', 'dropped') then ended.last_wait_seconds end
        as waiting_seconds,
    case
        when ended.ending in ('waiting', 'dropped') then ended.last_audience
        else ended.first_audience
    end as estimated_audience
from ended
where
    conversation is not null
    or (ended.brand, ended.turn_id) in (
        select
            first_turns.brand,
            first_turns.turn_id
        from filtered_turn_facts(brand, since, until, filters := filters) as first_turns
        where conversation is null
    )
