-- Reads a value off the straight line between two points.
--
-- x   double  where
-- x0  double  first point
-- y0  double  its value
-- x1  double  second point
-- y1  double  its value
--
-- Returns: double  y0 where there is no second point, or none at another place
--
-- Case: interpolate(2.5, 2, 10, 3, 20) = 15
-- Case: interpolate(2, 2, 10, 3, 20) = 10
-- Case: interpolate(2, 2, 10, 2, 20) = 10
-- Case: interpolate(2, 2, 10, null, null) = 10
create or replace macro interpolate(x, x0, y0, x1, y1) as (
    coalesce(y0 + (y1 - y0) * ((x - x0) / nullif(x1 - x0, 0)), y0)
);
