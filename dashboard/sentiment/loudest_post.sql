-- The post that a voice began with, of the compared periods.
--
-- Grain: post_id
select
    post_id,
    text
from inbound_mentions($brand, $since, $until, filters := $filters)
where voice = $voice
union all
select
    post_id,
    text
from inbound_mentions($brand, $since_before, $until_before, filters := $filters)
where voice = $voice
order by post_id
limit 1
