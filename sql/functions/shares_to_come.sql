-- Shares that a post still gets, from those it has and those that its speed promises.
--
-- What growth alone gives, pulled towards the size that posts usually end with; never less than
-- half of what growth alone gives, since nothing is taken back.
--
-- share_count  double  so far, 1 or more
-- grown_count  double  to come, by its speed
-- own_weight   double  0 .. 1 of its own, the rest belongs to the usual size
-- typical_log  double  ln of the usual final count
--
-- Returns: double
--
-- Case: shares_to_come(10, 30, 1, ln(999)) = 30
-- Case: shares_to_come(10, 30, 0.5, ln(160)) = 70
-- Case: shares_to_come(10, 30, 0.5, 0) = 15
create or replace macro shares_to_come(share_count, grown_count, own_weight, typical_log) as (
    greatest(
        exp(own_weight * ln(share_count + grown_count) + (1 - own_weight) * typical_log)
        - share_count,
        grown_count / 2
    )
);
