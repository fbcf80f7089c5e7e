-- How much of a post's risk is left, by whether the brand had answered it at a moment.
--
-- answered_at  timestamptz  first answer; null: none
-- moment       timestamptz  at which is asked
--
-- Returns: double  1 unanswered, 0.5 answered
--
-- Case: waiting_weight(null, timestamptz '2026-05-01 12:00Z') = 1
-- Case: waiting_weight(timestamptz '2026-05-01 12:01Z', timestamptz '2026-05-01 12:00Z') = 1
-- Case: waiting_weight(timestamptz '2026-05-01 12:00Z', timestamptz '2026-05-01 12:00Z') = 0.5
create or replace macro waiting_weight(answered_at, moment) as (
    cast(case when answered_at <= moment then 0.5 else 1.0 end as double)
);
