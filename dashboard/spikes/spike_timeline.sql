-- How one spike went, in order of time; what has not happened last.
--
-- $1 brand, $2 measure, $3 started at, $4 topic or null
--
-- Grain: step
select
    step,
    happened_at,
    hours_after,
    post_share_before,
    audience_share_before
from spike_timeline($1, $2, $3, topic := cast($4 as varchar))
order by happened_at asc nulls last, step asc
