-- Day of a moment in a time zone.
--
-- moment     timestamptz  null: no day
-- time_zone  varchar      IANA name
--
-- Returns: date
--
-- Case: local_date(timestamptz '2026-10-24 22:30Z', 'Europe/Berlin') = date '2026-10-25'
-- Case: local_date(timestamptz '2026-10-25 22:30Z', 'Europe/Berlin') = date '2026-10-25'
-- Case: local_date(timestamptz '2026-10-25 23:00Z', 'Europe/Berlin') = date '2026-10-26'
-- Case: local_date(null, 'UTC') = null
create or replace macro local_date(moment, time_zone) as (
    cast(local_time(moment, time_zone) as date)
);
