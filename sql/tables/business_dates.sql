-- Every date of a brand's calendar with the open seconds before it.
--
-- Grain: brand, local_date
create table business_dates (
    brand varchar not null,
    local_date date not null,
    cum_seconds double not null         -- open seconds before this date began
)
