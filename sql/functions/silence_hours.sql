-- Silence of one complaint: how many people could read it, for how long, while nobody answered.
--
-- estimated_audience  double  people; null: unknown
-- wait_seconds        double  until the answer, the removal, or what is known
--
-- Returns: double  people × hours; null: the audience is unknown
--
-- Case: silence_hours(200, 5400) = 300
-- Case: silence_hours(0, 5400) = 0
-- Case: silence_hours(null, 5400) = null
create or replace macro silence_hours(estimated_audience, wait_seconds) as (
    estimated_audience * wait_seconds / 3600.0
);
