-- What the clock shows at a moment in a time zone.
--
-- moment     timestamptz  null: nothing
-- time_zone  varchar      IANA name
--
-- Returns: timestamp
--
-- Case: local_time(timestamptz '2026-10-24 22:30Z', 'Europe/Berlin') = timestamp '2026-10-25 00:30'
-- Case: local_time(timestamptz '2026-10-24 22:30Z', 'UTC') = timestamp '2026-10-24 22:30'
-- Case: local_time(null, 'UTC') = null
create or replace macro local_time(moment, time_zone) as (
    make_timestamp(
        epoch_us(cast(moment as timestamptz))
        + cast(1000000 as bigint) * zone_offset(moment, time_zone)
    )
);
