-- Lower end of the 95 % interval of a share (Wilson 1927).
--
-- part_count   bigint  what is counted
-- whole_count  bigint  of how many
--
-- Returns: double  0 .. 1; null: of none, or unknown
--
-- Case: wilson_low(0, 10) = 0
-- Case: wilson_low(5, 10) = 0.2365931
-- Case: wilson_low(81, 263) = 0.2552885
-- Case: wilson_low(10, 10) = 0.7224672
-- Case: wilson_low(0, 0) = null
-- Case: wilson_low(null, 10) = null
create or replace macro wilson_low(part_count, whole_count) as (
    case
        when part_count is not null and whole_count > 0
            then greatest(
                0.0, wilson_middle(part_count, whole_count) - wilson_reach(part_count, whole_count)
            )
    end
);
