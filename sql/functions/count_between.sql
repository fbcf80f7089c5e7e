-- Rows of a series for which something holds, among those that lie so far before this one.
--
-- is_so   boolean  rows where it is true are counted
-- series  bigint   rows of the same series are counted
-- place   bigint   where a row stands in its series: hours, quarters of an hour
-- first   integer  the window begins so many places before
-- last    integer  and ends so many before, that one included; 0 is this row
--
-- Returns: bigint  0 where there is none
--
-- Case: count_between(true, 1, 5, 2, 0) = 1
-- Case: count_between(false, 1, 5, 2, 0) = 0
-- Case: count_between(true, 1, 5, 2, 1) = 0
create or replace macro count_between(is_so, series, place, first, last) as (
    count(case when is_so then 1 end) over (
        partition by series
        order by place
        range between first preceding and last preceding
    )
);
