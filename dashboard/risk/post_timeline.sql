-- How one post went, in order of time; what has not happened last.
--
-- $1 brand, $2 post
--
-- Grain: step
select
    step,
    happened_at,
    hours_after,
    share_share_before,
    view_share_before
from post_timeline($1, $2)
order by happened_at asc nulls last, step asc
