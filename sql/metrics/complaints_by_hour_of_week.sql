-- When complaints are written, by hour of the week in the brand's time zone.
--
-- Hours without one are absent. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: hour_of_week
--
-- hour_of_week     integer  0 is Monday 00:00
-- complaint_count  bigint   complaints
select
    hour_of_week(kept.created_at, brands.time_zone) as hour_of_week,
    count(*) as complaint_count
from inbound_mentions(brand, since, until, filters := filters) as kept
inner join brands
    on kept.brand = brands.brand
where kept.is_complaint
group by hour_of_week(kept.created_at, brands.time_zone)
