-- The first day of which a comparison may need anything, whatever the time zone.
--
-- Two days before the earlier begin's day of UTC: a day too many costs little, and arithmetic alone
-- lets DuckDB know it before it reads.
--
-- since         timestamptz  begin of a period; null: all time
-- since_before  timestamptz  begin of the one before it; null: there is none
--
-- Returns: date  null: every day
--
-- Case: first_day(timestamptz '2026-10-26 23:30Z', '2026-09-28 23:30Z') = date '2026-09-26'
-- Case: first_day(timestamptz '2026-10-26 23:30Z', null) = date '2026-10-24'
-- Case: first_day(null, timestamptz '1970-01-01 00:00Z') = null
create or replace macro first_day(since, since_before) as (
    case
        when since is not null
            then
                date '1970-01-01' + cast(
                    floor(
                        least(
                            epoch(cast(since as timestamptz)),
                            epoch(cast(since_before as timestamptz))
                        ) / 86400
                    ) - 2 as integer
                )
    end
);
