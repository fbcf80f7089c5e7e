-- Sum over the rows of a series that lie so far before this one, of totals up to each row.
--
-- What sum_between tells, where a series has a row for each place: it takes a difference of two
-- totals for a window that is summed anew.
--
-- total   double   what the series sums up to here; null before its first row: 0
-- series  bigint   rows of the same series belong together
-- place   bigint   where a row stands in its series, one after the other without a gap
-- first   integer  the window begins so many places before
-- last    integer  and ends so many before, that one included; 0 is this row
--
-- Returns: double
--
-- Case: total_between(3.0, 1, 5, 2, 0) = 3
-- Case: total_between(3.0, 1, 5, 2, 1) = 0
create or replace macro total_between(total, series, place, first, last) as (
    coalesce(lag(total, last) over (partition by series order by place), 0)
    - coalesce(lag(total, first + 1) over (partition by series order by place), 0)
);
