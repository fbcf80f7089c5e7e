-- How much more people speak of a brand on a usual day by now than over the 90 days before.
--
-- The median of the last 28 days against that of 90, both without episodes: a brand that grows is
-- not in a crisis for having more people of every kind.
--
-- people    double   heard on a day
-- is_usual  boolean  no episode touched the day
-- series    varchar  days of the same series are taken
-- day_no    integer  where a day stands in its series
--
-- Returns: double  1: as many; also where fewer than seven usual days are known of either
--
-- Case: usual_growth(3.0, true, 'acme', 5) = 1
-- Case: usual_growth(null::double, false, 'acme', 5) = 1
create or replace macro usual_growth(people, is_usual, series, day_no) as (
    case
        when count_between(is_usual, series, day_no, 28, 1) >= 7
            then
                coalesce(
                    median_between(case when is_usual then people end, series, day_no, 28, 1)
                    / nullif(
                        median_between(case when is_usual then people end, series, day_no, 90, 1), 0
                    ),
                    1.0
                )
        else 1.0
    end
);
