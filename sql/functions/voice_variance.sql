-- Sampling variance of the mean of what many voices say, posts of one voice hanging together.
--
-- The larger of two: what the voices scatter about the mean (of a ratio, Cochran 1977, clustered as
-- in Liang and Zeger 1986); and what follows from copies saying the same as one another, all other
-- posts speaking for themselves. A few large voices scatter too little by chance, hence the second.
--
-- sums  struct  of voice_sums
--
-- Returns: double  null: no post
--
-- Case: voice_variance(voice_sums(0, 0, 0, false)) = null
-- Ten posts of ten voices, five of them negative: 0.5 * 0.5 / 10.
-- Case: voice_variance((select voice_sums(n % 2, n % 2, 1, false) from range(10) t(n))) = 0.025
-- The same ten posts as two texts copied five times each, one of them negative: 0.5 * 0.5 / 2.
-- Case: voice_variance((select voice_sums(5 * n, 5 * n, 5, true) from range(2) t(n))) = 0.125
create or replace macro voice_variance(sums) as (
    greatest(
        sums.part_square
        - 2 * voice_mean(sums) * sums.product
        + voice_mean(sums) * voice_mean(sums) * sums.whole_square,
        (sums.square / nullif(sums.whole, 0) - voice_mean(sums) * voice_mean(sums))
        * sums.copy_square
    ) / nullif(sums.whole * sums.whole, 0)
);
