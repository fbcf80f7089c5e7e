-- How one spike went, in order of time; what has not happened last.
--
-- Grain: step
select
    step,
    happened_at,
    hours_after,
    post_share_before,
    audience_share_before
from spike_timeline($brand, $measure, $started_at, topic := cast($topic as varchar))
order by happened_at asc nulls last, step asc
