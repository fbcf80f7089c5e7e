-- Whether a named question is answered alike: how far waits lie apart, what is told otherwise.
--
-- The spread of waits is the 90th percentile over the median, of turns of which it is known what
-- became of them in 24 hours; a percentile that is not reached in them is unknown, and below 20
-- turns nothing is said. What was told differently is judged by told_answers: over the whole
-- question, whatever it is counted by here.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: question, group_value
--
-- question             varchar  its name
-- group_value          varchar  dimension 'all', 'source', 'responder' (of what was answered) or
--                               'hour'
--                               (morning from 6, afternoon from 12, evening from 18, night)
-- turn_count           bigint   turns that ask it
-- known_count          bigint   of which it is known what became of them in 24 hours
-- is_small             boolean  fewer than 20 of these
-- median_wait_seconds  double   half were answered within; null: fewer in 24 hours, or is_small
-- p90_wait_seconds     double   nine in ten were; null: as above
-- wait_spread          double   one over the other; null: either is unknown
-- answer_count         bigint   turns with an answer by a person
-- wording_count        bigint   different links, else wordings, of these answers
-- told_count           bigint   answers that tell a link, amount, measure or span of time
-- value_count          bigint   different ones that they tell
-- differing_count      bigint   answers that tell one that differs from the usual
-- changed_count        bigint   answers that tell one from before a change, or after it
-- verdict              varchar  differs, changed, same; few: fewer than 5 answers; untold: none of
--                               them tells anything that three people were told
with

named as materialized (

    select turns.*
    from asking_turns(brand, since, until, filters := filters) as turns
    where turns.question <> ''

),

given as materialized (

    select *
    from given_answers('named', brand, since)

),

asking as (

    select
        turns.*,
        case
            when dimension = 'source' then turns.source
            when dimension = 'responder' then turns.responder
            when dimension = 'hour' and turns.hour_of_day < 6 then 'night'
            when dimension = 'hour' and turns.hour_of_day < 12 then 'morning'
            when dimension = 'hour' and turns.hour_of_day < 18 then 'afternoon'
            when dimension = 'hour' then 'evening'
            else 'all'
        end as group_value
    from named as turns
    where dimension <> 'responder' or turns.responder is not null

),

waits as (

    select
        asking.question,
        asking.group_value,
        count(*) as turn_count,
        count(*) filter (where asking.is_day_known) as known_count,
        quantile_disc(
            case
                when asking.status = 'answered' and asking.wait_seconds <= 86400
                    then asking.wait_seconds
                else cast('infinity' as double)
            end,
            [0.5, 0.9]
        ) filter (where asking.is_day_known) as percentiles
    from asking
    group by
        asking.question,
        asking.group_value

),

answers as (

    select
        asking.group_value,
        answered.*
    from given as answered
    inner join asking
        on answered.turn_id = asking.turn_id

),

told as (

    select
        answers.question,
        answers.group_value,
        count(distinct answers.turn_id) as told_count,
        count(distinct told_answers.told) as value_count,
        count(distinct answers.turn_id) filter (where told_answers.verdict = 'differs')
            as differing_count,
        count(distinct answers.turn_id) filter (where told_answers.verdict = 'changed')
            as changed_count,
        bool_or(told_answers.verdict <> 'case') as is_usual
    from answers
    cross join unnest(answers.answer_values) as parts (told)
    inner join told_by_answers('given') as told_answers
        on
            answers.question = told_answers.question
            and tidy_value(parts.told) = told_answers.told
    where not contains(answers.asked_text, parts.told)
    group by
        answers.question,
        answers.group_value

),

answered as (

    select
        answers.question,
        answers.group_value,
        count(*) as answer_count,
        count(distinct answers.same_as) as wording_count
    from answers
    group by
        answers.question,
        answers.group_value

),

joined as (

    select
        waits.question,
        waits.group_value,
        waits.turn_count,
        waits.known_count,
        waits.known_count < 20 as is_small,
        case
            when waits.known_count >= 20
                then nullif(waits.percentiles[1], cast('infinity' as double))
        end as median_wait_seconds,
        case
            when waits.known_count >= 20
                then nullif(waits.percentiles[2], cast('infinity' as double))
        end as p90_wait_seconds,
        coalesce(answered.answer_count, 0) as answer_count,
        coalesce(answered.wording_count, 0) as wording_count,
        coalesce(told.told_count, 0) as told_count,
        coalesce(told.value_count, 0) as value_count,
        coalesce(told.differing_count, 0) as differing_count,
        coalesce(told.changed_count, 0) as changed_count,
        coalesce(told.is_usual, false) as is_usual
    from waits
    left join answered
        on
            waits.question = answered.question
            and waits.group_value = answered.group_value
    left join told
        on
            waits.question = told.question
            and waits.group_value = told.group_value

)

select
    joined.question,
    joined.group_value,
    joined.turn_count,
    joined.known_count,
    joined.is_small,
    joined.median_wait_seconds,
    joined.p90_wait_seconds,
    joined.p90_wait_seconds / nullif(joined.median_wait_seconds, 0) as wait_spread,
    joined.answer_count,
    joined.wording_count,
    joined.told_count,
    joined.value_count,
    joined.differing_count,
    joined.changed_count,
    case
        when joined.differing_count > 0 then 'differs'
        when joined.answer_count < 5 then 'few'
        when joined.changed_count > 0 then 'changed'
        when joined.is_usual then 'same'
        else 'untold'
    end as verdict
from joined
