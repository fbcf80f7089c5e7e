-- The middle of a corrected share's interval before it is moved: the share from smoothed counts.
--
-- found_count     double  posts found negative
-- scored_count    double  of all these
-- hit_count       double  checked negative ones that were found
-- negative_count  double  of all these
-- pass_count      double  checked other ones that were not found
-- other_count     double  of all these
--
-- Returns: double
--
-- Case: corrected_share_middle(20, 60, 16, 20, 18, 20) = 0.3253
-- Case: corrected_share_middle(300, 1000, 90, 100, 380, 400) = 0.2959
create or replace macro corrected_share_middle(
    found_count, scored_count, hit_count, negative_count, pass_count, other_count
) as (
    (
        smoothed_share(found_count, scored_count, z95() * z95())
        + smoothed_share(pass_count, other_count, 2)
        - 1.0
    ) / (
        smoothed_share(hit_count, negative_count, 2)
        + smoothed_share(pass_count, other_count, 2)
        - 1.0
    )
);
