-- An end of the 95 % interval of a median, from the values in their order.
--
-- ordered  double[]  the values, ascending; null: none
-- side     double    -1.0 the lower end, 1.0 the upper
--
-- Returns: double  null: too few values to tell
--
-- Case: median_end([], 1.0) = null
-- Case: median_end([1, 2, 3, 4, 5], -1.0) = null
-- Case: median_end([1, 2, 3, 4, 5, 6], -1.0) = 1
-- Case: median_end([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], -1.0) = 2
-- Case: median_end([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1.0) = 9
-- Case: median_end(range(1, 21), -1.0) = 6
-- Case: median_end(range(1, 21), 1.0) = 15
create or replace macro median_end(ordered, side) as (
    case
        when len(ordered) >= 6
            then list_extract(
                ordered,
                cast(
                    case when side > 0 then 1 else 0 end
                    + round((len(ordered) + side * z95() * sqrt(len(ordered))) / 2)
                    as integer
                )
            )
    end
);
