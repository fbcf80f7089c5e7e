-- Dated events of the brand up to a local day, oldest first.
--
-- Grain: event_date, label
select
    event_date,
    label
from brand_events
where brand = $brand and event_date <= $last_date
order by event_date, label
