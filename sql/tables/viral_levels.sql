-- What is usual for a brand's posts of the last 90 days.
--
-- Grain: brand
create table viral_levels (
    brand varchar not null,
    median_audience double,             -- people per inbound post; null: all unknown
    median_share_count double           -- null: no counts are given
)
