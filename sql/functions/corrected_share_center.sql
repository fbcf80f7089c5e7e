-- Where a corrected share's interval is centred: its middle, moved for want of checked posts.
--
-- middle          double  of corrected_share_middle
-- hit_share       double  as there
-- negative_count  double  checked negative ones
-- pass_share      double  as there
-- other_count     double  checked other ones
--
-- Returns: double
--
-- Case: corrected_share_center(0.3253176, 17/22, 20, 19/22, 20) = 0.3175
-- Case: corrected_share_center(0.2958787, 91/102, 100, 381/402, 400) = 0.2974
create or replace macro corrected_share_center(
    middle, hit_share, negative_count, pass_share, other_count
) as (
    middle
    + 2.0 * z95() * z95() * (
        middle * hit_share * (1.0 - hit_share) / (negative_count + 2.0)
        - (1.0 - middle) * pass_share * (1.0 - pass_share) / (other_count + 2.0)
    )
);
