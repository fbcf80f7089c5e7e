-- How much of the reach so far was spent before the first answer, over the posts of a period.
--
-- A post that still waits has spent all of its reach so far, whatever it is: such posts are counted
-- and never averaged with the answered ones.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- answered_count  bigint  answered turns whose post was polled for views twice or more, once before
--                         the answer
-- waiting_count   bigint  turns polled so that still wait
-- reached_median  double  0 .. 1 of the reach so far, of the answered; null: none
select
    count(reach_before_reply.reached_share) as answered_count,
    count(*) filter (where reach_before_reply.answered_at is null) as waiting_count,
    quantile_cont(reach_before_reply.reached_share, 0.5) as reached_median
from reach_before_reply
inner join filtered_turns(brand, since, until, filters := filters) as turns
    on
        reach_before_reply.brand = turns.brand
        and reach_before_reply.turn_id = turns.turn_id
where not turns.is_selected
