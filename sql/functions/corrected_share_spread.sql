-- How far a corrected share may be off for want of posts and of checked posts: a standard error.
--
-- Lang and Reiczigel 2014, with their smoothed shares; three chances add up: that of the posts
-- found, and those of the two rates of errors.
--
-- found_count     double  posts found negative
-- scored_count    double  of all these
-- hit_count       double  checked negative ones that were found
-- negative_count  double  of all these
-- pass_count      double  checked other ones that were not found
-- other_count     double  of all these
--
-- Returns: double  0 or more
--
-- Case: corrected_share_spread(20, 60, 16, 20, 18, 20) = 0.1297
-- Case: corrected_share_spread(300, 1000, 90, 100, 380, 400) = 0.0224
create or replace macro corrected_share_spread(
    found_count, scored_count, hit_count, negative_count, pass_count, other_count
) as (
    sqrt(
        smoothed_share(found_count, scored_count, z95() * z95())
        * (1.0 - smoothed_share(found_count, scored_count, z95() * z95()))
        / (scored_count + z95() * z95())
        + power(
            corrected_share_middle(
                found_count, scored_count, hit_count, negative_count, pass_count, other_count
            ),
            2
        )
        * smoothed_share(hit_count, negative_count, 2)
        * (1.0 - smoothed_share(hit_count, negative_count, 2))
        / (negative_count + 2.0)
        + power(
            1.0 - corrected_share_middle(
                found_count, scored_count, hit_count, negative_count, pass_count, other_count
            ),
            2
        )
        * smoothed_share(pass_count, other_count, 2)
        * (1.0 - smoothed_share(pass_count, other_count, 2))
        / (other_count + 2.0)
    ) / (
        smoothed_share(hit_count, negative_count, 2)
        + smoothed_share(pass_count, other_count, 2)
        - 1.0
    )
);
