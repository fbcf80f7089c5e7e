-- Sampling variance of the mean of what many voices say, posts of one voice hanging together.
--
-- Of conversations the larger of two: what they scatter about the mean (of a ratio, Cochran 1977,
-- clustered as in Liang and Zeger 1986), and what their posts would one by one. A few large voices
-- scatter too little by chance, so of copies three quarters are what follows from their saying the
-- same as one another, and a quarter is what they scatter: the weights with which the 95 % interval
-- holds the truth as often as it says (benchmarks/copies.py; the larger of both held it too often).
--
-- sums  struct  of voice_sums
-- mean  double  of voice_mean: ten times asked for, so it had better be a column
--
-- Returns: double  null: no post
--
-- Case: voice_variance(voice_sums(0, 0, 0, false), null) = null
-- Ten posts of ten voices, five of them negative: 0.5 * 0.5 / 10.
-- Case: voice_variance((select voice_sums(n % 2, n % 2, 1, false) from range(10) t(n)), .5) = 0.025
-- The same ten posts as two texts copied five times each, one of them negative: 0.5 * 0.5 / 2.
-- Case: voice_variance((select voice_sums(5 * n, 5 * n, 5, true) from range(2) t(n)), 0.5) = 0.125
-- A negative post and a text copied three times: (0.25 * 1.125 + 0.75 * 0.1875 * 10) / 16.
-- Case: voice_variance((select voice_sums(n, n, 3-2*n, true) from range(2) t(n)), .25) = 0.10546875
create or replace macro voice_variance(sums, mean) as (
    (
        greatest(
            voice_scatter(
                mean,
                sums.part_square - sums.copied_part_square,
                sums.product - sums.copied_product,
                sums.whole_square - sums.copied_whole_square
            ),
            (sums.square / nullif(sums.whole, 0) - mean * mean)
            * sums.single
        )
        + 0.25 * voice_scatter(
            mean,
            sums.copied_part_square,
            sums.copied_product,
            sums.copied_whole_square
        )
        + 0.75 * (sums.square / nullif(sums.whole, 0) - mean * mean)
        * sums.copied_whole_square
    ) / nullif(sums.whole * sums.whole, 0)
);
