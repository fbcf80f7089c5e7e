-- Half the width of the 95 % interval of a share (Wilson 1927).
--
-- part_count   bigint  what is counted
-- whole_count  bigint  of how many, more than none
--
-- Returns: double  0 .. 1
--
-- Case: wilson_reach(5, 10) = 0.2634069
-- Case: wilson_reach(0, 10) = 0.1387664
create or replace macro wilson_reach(part_count, whole_count) as (
    sqrt(
        part_count / whole_count * (1.0 - part_count / whole_count) / whole_count
        + pow(z95(), 2) / (4.0 * whole_count * whole_count)
    ) * z95() / (1.0 + pow(z95(), 2) / whole_count)
);
