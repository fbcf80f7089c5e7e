-- Where a brand was mentioned.
--
-- $1 brand
--
-- Grain: source
select distinct source
from mentions
where brand = $1
order by source
