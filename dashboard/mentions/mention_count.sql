-- How many posts a question of the Mentions page has.
--
-- Over: chosen
-- Grain: one row
select count(*) as mention_count
from chosen as m
where
    m.brand = $brand
    /*facets*/
