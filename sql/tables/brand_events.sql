-- Campaigns, releases and incidents, drawn beside the figures.
--
-- Grain: brand, event_date, label
create table brand_events (
    brand varchar not null,
    event_date date not null,
    label varchar not null
)
