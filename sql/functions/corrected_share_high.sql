-- The high end of a corrected share's 95 % interval (Lang and Reiczigel 2014).
--
-- found_count     double  posts found negative
-- scored_count    double  of all these
-- hit_count       double  checked negative ones that were found
-- negative_count  double  of all these
-- pass_count      double  checked other ones that were not found
-- other_count     double  of all these
--
-- Returns: double  0 .. 1
--
-- Case: corrected_share_high(20, 60, 16, 20, 18, 20) = 0.5717
-- Case: corrected_share_high(300, 1000, 90, 100, 380, 400) = 0.3412
create or replace macro corrected_share_high(
    found_count, scored_count, hit_count, negative_count, pass_count, other_count
) as (
    greatest(0.0, least(
        1.0,
        corrected_share_center(
            found_count, scored_count, hit_count, negative_count, pass_count, other_count
        )
        + z95() * corrected_share_spread(
            found_count, scored_count, hit_count, negative_count, pass_count, other_count
        )
    ))
);
