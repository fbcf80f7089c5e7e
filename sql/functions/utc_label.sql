-- A moment as it stands in names, in UTC and to the minute.
--
-- moment  timestamptz  null: no name
--
-- Returns: varchar
--
-- Case: utc_label(timestamptz '2026-05-01 14:05:59+02') = '2026-05-01T12:05Z'
-- Case: utc_label(null) = null
create or replace macro utc_label(moment) as (
    strftime(make_timestamp(epoch_us(cast(moment as timestamptz))), '%Y-%m-%dT%H:%MZ')
);
