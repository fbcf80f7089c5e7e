-- What is usual for a brand on a day: the median of the 90 days before it that no episode touched.
--
-- Half of a week is no week, since weekends differ from other days: seven usual days are needed.
--
-- amount    double   of a day; null: unknown, skipped
-- is_usual  boolean  no episode touched the day
-- series    varchar  days of the same series are taken
-- day_no    integer  where a day stands in its series
--
-- Returns: double  null: fewer than seven usual days before it
--
-- Case: usual_amount(3.0, true, 'acme', 5) = null
-- Case: usual_amount(null::double, false, 'acme', 5) = null
create or replace macro usual_amount(amount, is_usual, series, day_no) as (
    case
        when count_between(is_usual, series, day_no, 90, 1) >= 7
            then median_between(case when is_usual then amount end, series, day_no, 90, 1)
    end
);
