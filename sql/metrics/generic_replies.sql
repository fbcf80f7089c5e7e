-- How much of what people of the brand answered was generic, by week, source or responder.
--
-- The share is of the replies that are judged: short ones and approved notices stand beside them.
-- A wait is of the turn whose first answer a reply was.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: group_value
--
-- group_value           varchar  dimension 'week': its Monday; 'responder', 'source'; else all
-- reply_count           bigint   replies, the short ones and notices too
-- judged_count          bigint   those that are judged
-- generic_count         bigint   templates that say nothing about the case
-- filled_count          bigint   templates that do
-- notice_count          bigint   approved notices
-- short_count           bigint   under four words
-- private_count         bigint   ask to go on in private
-- generic_share         double   0 .. 1 of judged_count
-- generic_low           double   lower end of its 95 % Wilson interval
-- generic_high          double   upper end
-- answered_count        bigint   replies that were the first answer of a turn
-- median_wait_seconds   double   of these turns, only of those who got an answer
-- is_small              boolean  fewer than 20 judged: too few to compare
with

answers as (

    select
        turn_facts.answer_post_id,
        max(turn_facts.wait_seconds) as wait_seconds
    from turn_facts
    where
        turn_facts.brand = brand
        -- No answer counts as given before it was written: what is older answers with others.
        and (since is null or turn_facts.answered_at >= cast(since as timestamptz))
    group by turn_facts.answer_post_id

),

grouped as (

    select
        case dimension
            when 'week' then cast(audit.week as varchar)
            when 'responder' then coalesce(audit.responder, 'unknown')
            when 'source' then audit.source
            else 'all'
        end as group_value,
        audit.verdict,
        audit.moves_private,
        answers.wait_seconds
    from reply_audit(brand, since, until, filters := filters) as audit
    left join answers
        on audit.post_id = answers.answer_post_id

),

counted as (

    select
        group_value,
        count(*) as reply_count,
        count(*) filter (where verdict in ('generic', 'filled', 'own')) as judged_count,
        count(*) filter (where verdict = 'generic') as generic_count,
        count(*) filter (where verdict = 'filled') as filled_count,
        count(*) filter (where verdict = 'notice') as notice_count,
        count(*) filter (where verdict = 'short') as short_count,
        count(*) filter (where moves_private) as private_count,
        count(wait_seconds) as answered_count,
        median(wait_seconds) as median_wait_seconds
    from grouped
    group by group_value

)

select
    group_value,
    reply_count,
    judged_count,
    generic_count,
    filled_count,
    notice_count,
    short_count,
    private_count,
    generic_count / nullif(judged_count, 0) as generic_share,
    wilson_low(generic_count, judged_count) as generic_low,
    wilson_high(generic_count, judged_count) as generic_high,
    answered_count,
    median_wait_seconds,
    judged_count < 20 as is_small
from counted
