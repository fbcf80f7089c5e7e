-- The middle of a corrected share's interval before it is moved: the share from smoothed counts.
--
-- found_share  double  smoothed_share of the posts found negative, z95() * z95() cases added
-- hit_share    double  smoothed_share of the checked negative ones that were found, 2 added
-- pass_share   double  smoothed_share of the checked other ones that were not found, 2 added
--
-- Returns: double
--
-- Case: corrected_share_middle(smoothed_share(20, 60, z95() * z95()), 17/22, 19/22) = 0.3253
-- Case: corrected_share_middle(smoothed_share(300, 1e3, pow(z95(), 2)), 91/102, 381/402) = 0.2959
create or replace macro corrected_share_middle(found_share, hit_share, pass_share) as (
    (found_share + pass_share - 1.0) / (hit_share + pass_share - 1.0)
);
