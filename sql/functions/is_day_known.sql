-- Whether it is known what became of a turn within its first 24 hours.
--
-- status        varchar  answered, open, removed
-- wait_seconds  double   to the answer, the removal, or as far as the source is known
--
-- Returns: boolean
--
-- Case: is_day_known('answered', 86400) = true
-- Case: is_day_known('answered', 86401) = true
-- Case: is_day_known('open', 86401) = true
-- Case: is_day_known('open', 86400) = false
-- Case: is_day_known('removed', 90000) = false
create or replace macro is_day_known(status, wait_seconds) as (
    status = 'answered' or (status = 'open' and wait_seconds > 86400)
);
