-- Sum over the rows of a series that lie so far before this one.
--
-- amount  double   what is summed; nulls are skipped
-- series  bigint   rows of the same series are summed
-- place   bigint   where a row stands in its series: hours, quarters of an hour
-- first   integer  the window begins so many places before
-- last    integer  and ends so many before, that one included; 0 is this row
--
-- Returns: double  null: no row lies there
--
-- Case: sum_between(3.0, 1, 5, 2, 0) = 3
-- Case: sum_between(3.0, 1, 5, 2, 1) = null
create or replace macro sum_between(amount, series, place, first, last) as (
    sum(amount) over (
        partition by series
        order by place
        range between first preceding and last preceding
    )
);
