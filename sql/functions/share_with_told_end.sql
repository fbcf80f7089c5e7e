-- An end of the 95 % interval of a share of which people told a part, see share_with_told.
--
-- Both parts are samples: what was read has its own interval, what was told varies as any count
-- does. They are independent, so their reaches add up as squares.
--
-- negative_told_count  bigint   posts that people call negative
-- told_count           bigint   of all that they checked
-- scored_count         bigint   of all posts, theirs among them
-- read_share           double   0 .. 1 of those that only a scorer read; null: cannot be corrected
-- read_end             double   0 .. 1, the end of its interval on the same side
-- side                 integer  -1: the low end, 1: the high one
-- is_measured          boolean  the scorer's errors are known; false or null: no share
--
-- Returns: double  0 .. 1; null: unknown
--
-- Case: share_with_told_end(0, 0, 20, 0.5, 0.3, -1, true) = 0.3
-- Case: share_with_told_end(30, 100, 200, 0.3, 0.2, -1, true) = 0.2331
-- Case: share_with_told_end(30, 100, 200, 0.3, 0.4, 1, true) = 0.3669
-- Case: share_with_told_end(0, 10, 20, 0.02, 0.0, -1, true) = 0.0
-- Case: share_with_told_end(3, 10, 10, null, null, 1, true) = 0.5522
-- Case: share_with_told_end(3, 10, 20, null, null, 1, true) = null
-- Case: share_with_told_end(3, 10, 20, 0.5, 0.7, 1, false) = null
create or replace macro share_with_told_end(
    negative_told_count, told_count, scored_count, read_share, read_end, side, is_measured
) as (
    -- greatest() and least() skip nulls: what cannot be corrected would be 0.
    case
        when
            share_with_told(negative_told_count, told_count, scored_count, read_share, is_measured)
            is not null
            then greatest(0.0, least(
                1.0,
                share_with_told(
                    negative_told_count, told_count, scored_count, read_share, is_measured
                )
                + side * sqrt(
                    coalesce(
                        power(
                            (scored_count - told_count) * (read_end - read_share) / scored_count,
                            2
                        ),
                        0.0
                    )
                    + power(z95() * told_count / scored_count, 2)
                    * smoothed_share(negative_told_count, told_count, z95() * z95())
                    * (1.0 - smoothed_share(negative_told_count, told_count, z95() * z95()))
                    / (told_count + z95() * z95())
                )
            ))
    end
);
