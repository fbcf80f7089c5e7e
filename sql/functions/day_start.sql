-- Moment at which a day begins in a time zone. Reads zone_days; UTC needs no row there.
--
-- local_date  date     null: no moment; skipped by the zone: begins with the day after it. Days
--                      outside 1990 … 2069 have no moment here
-- time_zone   varchar  IANA name
--
-- Returns: timestamptz
--
-- Case: day_start(date '2026-10-25', 'Europe/Berlin') = timestamptz '2026-10-24 22:00Z'
-- Case: day_start(date '2026-10-26', 'Europe/Berlin') = timestamptz '2026-10-25 23:00Z'
-- Case: day_start(date '2026-10-26', 'UTC') = timestamptz '2026-10-26 00:00Z'
-- Case: day_start(null, 'UTC') = null
create or replace macro day_start(local_date, time_zone) as (
    case
        when time_zone = 'UTC'
            then make_timestamptz(epoch_us(cast(local_date as timestamp)))
        else (
            select zone_days.clock_day_begins_at
            from zone_days
            where
                zone_days.clock_zone = time_zone
                and zone_days.clock_day = cast(local_date as date)
        )
    end
);
