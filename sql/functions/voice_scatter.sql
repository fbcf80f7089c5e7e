-- Squares of what voices say beyond the mean of their posts, added up.
--
-- mean          double  of voice_mean
-- part_square   double  of voice_sums, as the others
-- product       double
-- whole_square  double
--
-- Returns: double  null: no mean
--
-- Two voices of three posts each, one saying three, the other nothing; the mean is 0.5.
-- Case: voice_scatter(0.5, 9, 9, 18) = 4.5
-- Case: voice_scatter(null, 0, 0, 0) = null
create or replace macro voice_scatter(mean, part_square, product, whole_square) as (
    part_square - 2 * mean * product + mean * mean * whole_square
);
