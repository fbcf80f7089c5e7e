-- How far back the speed of a post is measured: a third of its age, at least a quarter of an hour,
-- at most half the age.
--
-- age_hours  double  since the post was published
--
-- Returns: double  hours
--
-- Case: trailing_hours(6) = 2
-- Case: trailing_hours(0.6) = 0.25
-- Case: trailing_hours(0.2) = 0.1
create or replace macro trailing_hours(age_hours) as (
    greatest(age_hours / 3, least(0.25, age_hours / 2))
);
