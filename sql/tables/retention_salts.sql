-- What makes one name of one author in a month whose words are being erased; gone with the month.
--
-- Grain: source, month_date
create table retention_salts (
    source varchar not null,
    month_date date not null,           -- the first day of the month, UTC
    salt varchar not null
)
