-- Local time less UTC at a moment, in seconds. Reads zone_days; UTC needs no row there.
--
-- moment     timestamptz  null: nothing; days outside 1990 … 2069 are like the nearest
-- time_zone  varchar      IANA name; null where the warehouse does not hold the zone
--
-- Returns: integer
--
-- Case: zone_offset(timestamptz '2026-10-25 00:59Z', 'Europe/Berlin') = 7200
-- Case: zone_offset(timestamptz '2026-10-25 01:00Z', 'Europe/Berlin') = 3600
-- Case: zone_offset(timestamptz '1989-07-01 12:00Z', 'Europe/Berlin') = 3600
-- Case: zone_offset(timestamptz '2026-07-01 12:00Z', 'UTC') = 0
-- Case: zone_offset(timestamptz '2026-07-01 12:00Z', 'Nowhere') = null
create or replace macro zone_offset(moment, time_zone) as (
    case
        when time_zone = 'UTC' and moment is not null then 0
        else (
            select
                case
                    when moment >= zone_days.clock_changes_at
                        then zone_days.clock_later_offset_seconds
                    else zone_days.clock_offset_seconds
                end
            from zone_days
            where
                zone_days.clock_zone = time_zone
                and zone_days.clock_day = greatest(
                    date '1990-01-01',
                    least(
                        date '2069-12-31',
                        cast(make_timestamp(epoch_us(cast(moment as timestamptz))) as date)
                    )
                )
        )
    end
);
