-- Middle of the 95 % interval of a share (Wilson 1927): the share drawn towards one half.
--
-- part_count   bigint  what is counted
-- whole_count  bigint  of how many, more than none
--
-- Returns: double  0 .. 1
--
-- Case: wilson_middle(5, 10) = 0.5
-- Case: wilson_middle(0, 10) = 0.1387664
create or replace macro wilson_middle(part_count, whole_count) as (
    (part_count / whole_count + pow(z95(), 2) / (2.0 * whole_count))
    / (1.0 + pow(z95(), 2) / whole_count)
);
