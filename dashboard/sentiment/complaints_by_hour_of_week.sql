-- Complaints by hour of the week; 0 is Monday 00:00.
--
-- Over: inbound
-- Grain: hour_of_week
select
    (isodow(timezone($time_zone, created_at)) - 1) * 24 + hour(timezone($time_zone, created_at)) as hour_of_week,
    count(*) as row_count
from inbound
where is_complaint
group by hour_of_week
order by hour_of_week
