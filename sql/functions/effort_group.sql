-- Where something stands in time, as the metrics of effort group it.
--
-- dimension     varchar  week, band (four hours of the week), part (of the day); else all
-- week          date     Monday of the local week
-- hour_of_week  integer  0 is Monday 00:00, local
--
-- Returns: varchar
--
-- Case: effort_group('week', date '2026-08-24', 9) = '2026-08-24'
-- Case: effort_group('band', date '2026-08-24', 9) = '8'
-- Case: effort_group('band', date '2026-08-24', 12) = '12'
-- Case: effort_group('band', date '2026-08-24', 167) = '164'
-- Case: effort_group('part', date '2026-08-24', 23) = '20'
-- Case: effort_group('part', date '2026-08-24', 24) = '0'
-- Case: effort_group('all', date '2026-08-24', 9) = 'all'
create or replace macro effort_group(dimension, week, hour_of_week) as (
    case dimension
        when 'week' then cast(week as varchar)
        when 'band' then cast(hour_of_week - hour_of_week % 4 as varchar)
        when 'part' then cast(hour_of_week % 24 - hour_of_week % 4 as varchar)
        else 'all'
    end
);
