-- How one post went, in order of time; what has not happened last.
--
-- Grain: step
select
    step,
    happened_at,
    hours_after,
    share_share_before,
    view_share_before
from post_timeline($brand, $post_id)
order by happened_at asc nulls last, step asc
