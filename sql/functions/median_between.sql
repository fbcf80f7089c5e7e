-- Median over the rows of a series that lie so far before this one.
--
-- A list of them costs less than DuckDB's own median over a window.
--
-- amount  double   its median; nulls are skipped
-- series  bigint   rows of the same series are taken
-- place   bigint   where a row stands in its series: hours
-- first   integer  the window begins so many places before
-- last    integer  and ends so many before, that one included; 0 is this row
--
-- Returns: double  null: no row lies there
--
-- Case: median_between(3.0, 1, 5, 2, 0) = 3
-- Case: median_between(3.0, 1, 5, 2, 1) = null
-- Case: median_between(null::double, 1, 5, 2, 0) = null
create or replace macro median_between(amount, series, place, first, last) as (
    list_median(list(amount) over (
        partition by series
        order by place
        range between first preceding and last preceding
    ))
);
