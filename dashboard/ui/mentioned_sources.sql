-- Where a brand was mentioned.
--
-- Grain: source
select distinct source
from mentions
where brand = $brand
order by source
