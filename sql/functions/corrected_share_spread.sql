-- How far a corrected share may be off for want of posts and of checked posts: a standard error.
--
-- Lang and Reiczigel 2014, with their smoothed shares; three chances add up: that of the posts
-- found, and those of the two rates of errors.
--
-- middle          double  of corrected_share_middle
-- found_share     double  as there
-- scored_count    double  posts of which it is the share
-- hit_share       double  as there
-- negative_count  double  checked negative ones
-- pass_share      double  as there
-- other_count     double  checked other ones
--
-- Returns: double  0 or more
--
-- Case: corrected_share_spread(0.3253176, 0.3433605, 60, 17/22, 20, 19/22, 20) = 0.1297
-- Case: corrected_share_spread(0.2958787, 0.3007654, 1000, 91/102, 100, 381/402, 400) = 0.0224
create or replace macro corrected_share_spread(
    middle, found_share, scored_count, hit_share, negative_count, pass_share, other_count
) as (
    sqrt(
        found_share * (1.0 - found_share) / (scored_count + z95() * z95())
        + power(middle, 2) * hit_share * (1.0 - hit_share) / (negative_count + 2.0)
        + power(1.0 - middle, 2) * pass_share * (1.0 - pass_share) / (other_count + 2.0)
    ) / (hit_share + pass_share - 1.0)
);
