-- A share with a few invented cases added, half of them hits: small counts are never sure.
--
-- hit_count    double  of the cases
-- case_count   double  all of them
-- added_count  double  cases added
--
-- Returns: double  0 .. 1
--
-- Case: smoothed_share(16, 20, 2) = 17.0 / 22
-- Case: smoothed_share(0, 0, 2) = 0.5
create or replace macro smoothed_share(hit_count, case_count, added_count) as (
    (hit_count + added_count / 2.0) / (case_count + added_count)
);
