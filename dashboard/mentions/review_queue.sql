-- Posts for people to check, block by block.
--
-- $1 brand, $2 since, $3 until
--
-- Grain: post_id
select *
from review_queue($1, $2, $3)
order by block, place
