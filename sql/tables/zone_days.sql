-- Clocks of the time zones that brands use, day by day, as Python's zoneinfo has them.
--
-- DuckDB's own zones are of another date than Python's and disagree about several; nothing reads
-- them. Rows are written by sql/zones.py. Columns bear names that no other table has, since macros
-- look them up beside whatever names their caller gives.
--
-- Grain: clock_zone, clock_day
create table zone_days (
    clock_zone varchar not null,
    clock_day date not null,                -- of UTC for the offsets, of the zone for its begin
    clock_offset_seconds integer not null,  -- local time less UTC at 00:00 UTC
    clock_changes_at timestamptz,           -- when that changes on this day of UTC; null: never
    clock_later_offset_seconds integer,     -- from then on
    clock_day_begins_at timestamptz not null  -- first moment at which the zone's clock reached it
)
