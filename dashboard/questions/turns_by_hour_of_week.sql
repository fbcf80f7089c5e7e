-- When turns begin; 0 is Monday 00:00 in the brand's time zone.
--
-- Over: cohort
-- Grain: hour_of_week
select
    hour_of_week,
    count(*) as row_count
from cohort
group by hour_of_week
order by hour_of_week
