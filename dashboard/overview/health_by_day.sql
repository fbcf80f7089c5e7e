-- Brand health per whole day, oldest first.
--
-- $1 brand, $2 first day, $3 day after the last
--
-- Grain: local_date
select
    local_date,
    mention_count,
    part_count,
    brand_health
from brand_health_by_day
where brand = $1 and local_date >= $2 and local_date < $3 and brand_health is not null
order by local_date
