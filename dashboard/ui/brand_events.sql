-- Campaigns, releases and incidents of the brand, oldest first.
--
-- $1 brand, $2 first day, $3 last day
--
-- Grain: event_date, label
select
    event_date,
    label
from brand_events
where brand = $1 and event_date between $2 and $3
order by event_date, label
