-- Complaints by hour of the week; 0 is Monday 00:00.
--
-- $6 time zone
--
-- Over: inbound
-- Grain: hour_of_week
select
    (isodow(timezone($6, created_at)) - 1) * 24 + hour(timezone($6, created_at)) as hour_of_week,
    count(*) as row_count
from inbound
where is_complaint
group by hour_of_week
order by hour_of_week
