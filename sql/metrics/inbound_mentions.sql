-- What others wrote about a brand, as far as a period and filters keep it.
--
-- Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: post_id, brand
-- Columns: mentions
select kept.*
from filtered_mentions(brand, since, until, filters := filters) as kept
where kept.direction = 'inbound'
