-- Opening hours day by day, holidays left out, as moments in UTC: right across clock changes.
--
-- Grain: brand, opens_at
create table business_days (
    brand varchar not null,
    local_date date not null,           -- in the brand's time zone
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    cum_seconds double not null         -- open seconds before opens_at, since the calendar began
)
