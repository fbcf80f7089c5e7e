-- Campaigns, releases and incidents of the brand, oldest first.
--
-- Grain: event_date, label
select
    event_date,
    label
from brand_events
where brand = $brand and event_date between $first_date and $last_date
order by event_date, label
