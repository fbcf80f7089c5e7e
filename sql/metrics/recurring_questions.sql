-- What people ask or request again and again, as a person named it: who waits, and how long.
--
-- Of asking_turns that are of a named question. A wait counts for 24 hours at most, so that who is
-- never answered weighs no more than the day that an article could have saved; the median is over
-- turns of which it is known what became of them in 24 hours. The trend holds the second half of
-- the period against the first: the share of all people who ask or request that ask this one, a
-- person once in each half, with the 95 % interval of the difference (Newcombe's). An article is
-- one way to answer; whether it would have is not known.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: kind, question
--
-- kind                 varchar  question, request
-- question             varchar  its name
-- turn_count           bigint   turns
-- person_count         bigint   people
-- is_recurring         boolean  five people or more
-- complaint_count      bigint   turns with a complaint
-- newest_turn_id       varchar  the newest turn
-- newest_text          varchar  the sentences of it that ask, in lower case
-- waiting_hours        double   waits until an answer, each for 24 hours at most
-- known_count          bigint   turns of which it is known what became of them in 24 hours
-- median_wait_seconds  double   half of them were answered within; null: fewer within 24 h
-- median_low           double   lower end of its 95 % interval, by ranks; null: as median_high
-- median_high          double   upper end; null: beyond 24 h, or fewer than 6
-- answered_count       bigint   turns that a person of the brand answered
-- same_answer_count    bigint   of them answered with the commonest link or wording
-- same_answer_share    double   0 .. 1 of answered_count
-- same_answer_low      double   lower end of its 95 % Wilson interval
-- same_answer_high     double   upper end
-- earlier_people       bigint   people who asked it in the first half of the period
-- earlier_all          bigint   people who asked anything then
-- later_people         bigint   the same of the second half
-- later_all            bigint   the same
-- change               double   -1 .. 1, of the share of people, second half less first
-- change_low           double   lower end of its 95 % interval
-- change_high          double   upper end
-- trend                varchar  more, fewer, same (within chance), few (fewer than 20 who ask
--                               anything in a half, or 5 who ask this)
with

asking as materialized (

    select *
    from asking_turns(brand, since, until, filters := filters)

),

ends as (

    select
        coalesce(epoch(cast(since as timestamptz)), min(epoch(asking.started_at))) as first_second,
        coalesce(epoch(cast(until as timestamptz)), max(epoch(asking.started_at))) as last_second
    from asking

),

halved as (

    select
        asking.*,
        epoch(asking.started_at) >= (ends.first_second + ends.last_second) / 2 as is_later,
        case
            when asking.status = 'answered' and asking.wait_seconds <= 86400
                then asking.wait_seconds
            else cast('infinity' as double)
        end as day_wait
    from asking
    cross join ends

),

everybody as (

    select
        count(distinct halved.person) filter (where not halved.is_later) as earlier_all,
        count(distinct halved.person) filter (where halved.is_later) as later_all
    from halved

),

answers as (

    select
        answered.kind,
        answered.question,
        answered.same_as,
        count(*) as answer_count
    from given_answers('asking', brand, since) as answered
    where answered.same_as is not null
    group by
        answered.kind,
        answered.question,
        answered.same_as

),

commonest as (

    select
        answers.kind,
        answers.question,
        max(answers.answer_count) as same_answer_count
    from answers
    group by
        answers.kind,
        answers.question

),

counted as (

    select
        halved.kind,
        halved.question,
        count(*) as turn_count,
        count(distinct halved.person) as person_count,
        count(*) filter (where halved.is_complaint) as complaint_count,
        arg_max(halved.turn_id, (halved.started_at, halved.turn_id)) as newest_turn_id,
        arg_max(halved.asked_text, (halved.started_at, halved.turn_id)) as newest_text,
        sum(least(halved.wait_seconds, 86400.0)) / 3600 as waiting_hours,
        count(*) filter (where halved.is_day_known) as known_count,
        list_sort(list(halved.day_wait) filter (where halved.is_day_known)) as waits,
        count(*) filter (where halved.status = 'answered') as answered_count,
        count(distinct halved.person) filter (where not halved.is_later) as earlier_people,
        count(distinct halved.person) filter (where halved.is_later) as later_people
    from halved
    where halved.question <> ''
    group by
        halved.kind,
        halved.question

),

shared as (

    select
        counted.*,
        everybody.earlier_all,
        everybody.later_all,
        coalesce(commonest.same_answer_count, 0) as same_answer_count,
        cast(floor((counted.known_count + 1) / 2 - 0.98 * sqrt(counted.known_count)) as bigint)
            as low_rank,
        cast(ceil((counted.known_count + 1) / 2 + 0.98 * sqrt(counted.known_count)) as bigint)
            as high_rank,
        counted.later_people / nullif(everybody.later_all, 0)
        - counted.earlier_people / nullif(everybody.earlier_all, 0) as change
    from counted
    cross join everybody
    left join commonest
        on
            counted.kind = commonest.kind
            and counted.question = commonest.question

),

judged as (

    select
        shared.*,
        shared.change - newcombe_reach(
            shared.later_people, shared.later_all, shared.earlier_people, shared.earlier_all
        ) as change_low,
        shared.change + newcombe_reach(
            shared.earlier_people, shared.earlier_all, shared.later_people, shared.later_all
        ) as change_high
    from shared

)

select
    judged.kind,
    judged.question,
    judged.turn_count,
    judged.person_count,
    judged.person_count >= 5 as is_recurring,
    judged.complaint_count,
    judged.newest_turn_id,
    judged.newest_text,
    judged.waiting_hours,
    judged.known_count,
    nullif(judged.waits[(judged.known_count + 1) // 2], cast('infinity' as double))
        as median_wait_seconds,
    case
        when judged.low_rank >= 1
            then nullif(judged.waits[judged.low_rank], cast('infinity' as double))
    end as median_low,
    case
        when judged.low_rank >= 1
            then nullif(judged.waits[judged.high_rank], cast('infinity' as double))
    end as median_high,
    judged.answered_count,
    judged.same_answer_count,
    judged.same_answer_count / nullif(judged.answered_count, 0) as same_answer_share,
    wilson_low(judged.same_answer_count, judged.answered_count) as same_answer_low,
    wilson_high(judged.same_answer_count, judged.answered_count) as same_answer_high,
    judged.earlier_people,
    judged.earlier_all,
    judged.later_people,
    judged.later_all,
    judged.change,
    judged.change_low,
    judged.change_high,
    case
        when least(judged.earlier_all, judged.later_all) < 20 or judged.person_count < 5 then 'few'
        when judged.change_low > 0 then 'more'
        when judged.change_high < 0 then 'fewer'
        else 'same'
    end as trend
from judged
