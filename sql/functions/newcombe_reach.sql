-- How far chance reaches below the difference of two shares (Newcombe 1998, method 10).
--
-- The interval of one share less another ends that far below their difference; its upper end lies
-- as far above as the two, exchanged, give. Newcombe's own case, 56 of 70 against 48 of 80, is the
-- difference 0.2 from 0.0524 to 0.3339.
--
-- part_count         bigint  what is counted on this side
-- whole_count        bigint  of how many
-- other_part_count   bigint  what is counted on the other side, which is taken off
-- other_whole_count  bigint  of how many
--
-- Returns: double  0 or more; null: of none
--
-- Case: newcombe_reach(56, 70, 48, 80) = 0.1476
-- Case: newcombe_reach(48, 80, 56, 70) = 0.1339
-- Case: newcombe_reach(0, 10, 0, 10) = 0.2775
-- Case: newcombe_reach(1, 0, 48, 80) = null
create or replace macro newcombe_reach(
    part_count, whole_count, other_part_count, other_whole_count
) as (
    sqrt(
        pow(part_count / nullif(whole_count, 0) - wilson_low(part_count, whole_count), 2)
        + pow(
            wilson_high(other_part_count, other_whole_count)
            - other_part_count / nullif(other_whole_count, 0),
            2
        )
    )
);
