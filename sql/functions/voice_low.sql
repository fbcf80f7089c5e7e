-- Lower end of the 95 % interval of the mean of what many voices say.
--
-- Wilson's interval (1927) for as many posts as there are voices; of posts that each speak for
-- themselves it is Wilson's own. How often it holds the truth: benchmarks/copies.py.
--
-- mean    double  of voice_mean
-- voices  double  of voice_count
-- lowest  double  what a post says at least: 0 (a share), -1 (net sentiment); at most it says 1
--
-- Returns: double  lowest .. 1; null: no post
--
-- Case: voice_low(0.5, 10, 0) = 0.2365931
-- Case: voice_low(0, 10, -1) = -0.5268138
-- Case: voice_low(1, 1, 0) = 0.2065
-- Case: voice_low(null, null, 0) = null
create or replace macro voice_low(mean, voices, lowest) as (
    lowest + (1 - lowest) * wilson_low((mean - lowest) / (1 - lowest) * voices, voices)
);
