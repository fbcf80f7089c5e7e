-- Posts for people to check, block by block.
--
-- Grain: post_id
select *
from review_queue($brand, $since, $until)
order by block, place
