-- Brand health per whole day, oldest first.
--
-- Grain: local_date
select
    local_date,
    mention_count,
    part_count,
    brand_health
from brand_health_by_day
where brand = $brand and local_date >= $first_date and local_date < $last_date and brand_health is not null
order by local_date
