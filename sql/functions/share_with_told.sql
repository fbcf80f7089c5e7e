-- Negative share of posts of which people checked some: theirs as they say, the rest as corrected.
--
-- negative_told_count  bigint   posts that people call negative
-- told_count           bigint   of all that they checked
-- scored_count         bigint   of all posts, theirs among them
-- read_share           double   0 .. 1 of those that only a scorer read; null: cannot be corrected
-- is_measured          boolean  the scorer's errors are known; false or null: no share
--
-- Returns: double  0 .. 1; null: unknown
--
-- Case: share_with_told(3, 10, 20, 0.5, true) = 0.4
-- Case: share_with_told(3, 10, 10, null, true) = 0.3
-- Case: share_with_told(3, 10, 20, null, true) = null
-- Case: share_with_told(3, 10, 20, 0.5, false) = null
-- Case: share_with_told(0, 0, 0, null, true) = null
create or replace macro share_with_told(
    negative_told_count, told_count, scored_count, read_share, is_measured
) as (
    case
        when not coalesce(is_measured, false) then null
        when scored_count = told_count then negative_told_count / nullif(scored_count, 0)
        else
            (negative_told_count + (scored_count - told_count) * read_share)
            / nullif(scored_count, 0)
    end
);
