-- How much of the reach so far was spent before the first answer, over the posts of a period.
--
-- A post that still waits has spent all of its reach so far; leaving it out would select on the
-- outcome, so the median is over both and that of the answered stands beside it.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- known_count            bigint  turns whose post was polled for views twice or more
-- answered_count         bigint  of them answered
-- reached_median         double  0 .. 1 of the reach so far, before the answer; null: none known
-- answered_reach_median  double  0 .. 1, of the answered only; null: none known
select
    count(*) as known_count,
    count(*) filter (where turns.status = 'answered') as answered_count,
    quantile_cont(reach_before_reply.reached_share, 0.5) as reached_median,
    quantile_cont(reach_before_reply.reached_share, 0.5) filter (where turns.status = 'answered')
        as answered_reach_median
from reach_before_reply
inner join filtered_turns(brand, since, until, filters := filters) as turns
    on
        reach_before_reply.brand = turns.brand
        and reach_before_reply.turn_id = turns.turn_id
where
    not turns.is_selected
    and reach_before_reply.reached_share is not null
