-- The moment that a name in UTC stands for, as utc_label() writes it or without its Z.
--
-- label  varchar  null: no moment
--
-- Returns: timestamptz
--
-- Case: utc_moment('2026-05-01T12:05') = timestamptz '2026-05-01 14:05+02'
-- Case: utc_moment('2026-05-01T12:05Z') = timestamptz '2026-05-01 14:05+02'
-- Case: utc_moment(null) = null
create or replace macro utc_moment(label) as (
    cast(replace(label, 'Z', '') || 'Z' as timestamptz)
);
