-- How many voices of one post each would tell as much about a mean as these do.
--
-- Where all say the same nothing scatters, and each voice is as good as any other.
--
-- sums    struct  of voice_sums
-- mean    double  of voice_mean, as a column
-- lowest  double  what a post says at least: 0 (a share), -1 (net sentiment); at most 1
--
-- Returns: double  null: no post
--
-- Case: voice_count((select voice_sums(n % 2, n % 2, 1, false) from range(10) t(n)), 0.5, 0) = 10
-- Case: voice_count((select voice_sums(5 * n, 5 * n, 5, true) from range(2) t(n)), 0.5, 0) = 2
-- Case: voice_count(voice_sums(7, 7, 7, true), 1, 0) = 1
-- Case: voice_count(voice_sums(0, 0, 0, true), null, 0) = null
create or replace macro voice_count(sums, mean, lowest) as (
    coalesce(
        case
            when mean > lowest and mean < 1
                then
                    (mean - lowest) * (1 - mean)
                    / nullif(greatest(voice_variance(sums, mean), 0), 0)
        end,
        nullif(sums.voices, 0)
    )
);
