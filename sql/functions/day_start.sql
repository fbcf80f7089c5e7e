-- Moment at which a day begins in a time zone.
--
-- local_date  date     null: no moment
-- time_zone   varchar  IANA name
--
-- Returns: timestamptz
--
-- Case: day_start(date '2026-10-25', 'Europe/Berlin') = timestamptz '2026-10-24 22:00Z'
-- Case: day_start(date '2026-10-26', 'Europe/Berlin') = timestamptz '2026-10-25 23:00Z'
-- Case: day_start(null, 'UTC') = null
create or replace macro day_start(local_date, time_zone) as (
    timezone(time_zone, cast(local_date as timestamp))
);
