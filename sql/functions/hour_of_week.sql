-- Hour of the week of a moment in a time zone.
--
-- moment     timestamptz  null: no hour
-- time_zone  varchar      IANA name
--
-- Returns: integer  0 is Monday 00:00, 167 Sunday 23:00
--
-- Case: hour_of_week(timestamptz '2026-05-04 00:59Z', 'UTC') = 0
-- Case: hour_of_week(timestamptz '2026-05-03 23:00Z', 'UTC') = 167
-- Case: hour_of_week(timestamptz '2026-05-03 23:00Z', 'Europe/Berlin') = 1
create or replace macro hour_of_week(moment, time_zone) as (
    cast(
        (isodow(local_time(moment, time_zone)) - 1) * 24 + hour(local_time(moment, time_zone))
        as integer
    )
);
