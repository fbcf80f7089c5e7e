-- How long the steps are in which something is told over time: an hour, six or a day.
--
-- hours  double  from its begin to its end
-- most   double  steps at most, as far as days allow
--
-- Returns: integer  hours
--
-- Case: step_hours(24, 24) = 1
-- Case: step_hours(24.25, 24) = 6
-- Case: step_hours(144, 24) = 6
-- Case: step_hours(145, 24) = 24
-- Case: step_hours(null, 24) = null
create or replace macro step_hours(hours, most) as (
    case
        when hours <= most then 1
        when hours <= 6 * most then 6
        when hours > 6 * most then 24
    end
);
