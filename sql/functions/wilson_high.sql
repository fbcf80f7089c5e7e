-- Upper end of the 95 % interval of a share (Wilson 1927).
--
-- part_count   bigint  what is counted
-- whole_count  bigint  of how many
--
-- Returns: double  0 .. 1; null: of none, or unknown
--
-- Case: wilson_high(0, 10) = 0.2775328
-- Case: wilson_high(5, 10) = 0.7634069
-- Case: wilson_high(81, 263) = 0.3662096
-- Case: wilson_high(10, 10) = 1
-- Case: wilson_high(0, 0) = null
-- Case: wilson_high(null, 10) = null
create or replace macro wilson_high(part_count, whole_count) as (
    case
        when part_count is not null and whole_count > 0
            then least(
                1.0, wilson_middle(part_count, whole_count) + wilson_reach(part_count, whole_count)
            )
    end
);
