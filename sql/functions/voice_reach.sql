-- How far chance reaches between two means of what voices say, on the side of no change.
--
-- A change is beyond chance where it is larger (Newcombe 1998, method 10): each mean is moved
-- towards the other one as far as its own 95 % interval goes.
--
-- mean           double  now, of voice_mean
-- voices         double  now, of voice_count
-- mean_before    double  of voice_mean
-- voices_before  double  of voice_count
-- lowest         double  what a post says at least: 0 (a share), -1 (net sentiment); at most 1
--
-- Returns: double  0 or more; null: no post on one of the sides
--
-- Newcombe's own case, 56 of 70 against 48 of 80: of 0.2 at least 0.0524 is beyond chance.
-- Case: voice_reach(0.8, 70, 0.6, 80, 0) = 0.1476
-- Case: voice_reach(0.6, 80, 0.8, 70, 0) = 0.1476
-- Case: voice_reach(0.6, 80, null, null, 0) = null
create or replace macro voice_reach(mean, voices, mean_before, voices_before, lowest) as (
    case
        when mean >= mean_before
            then sqrt(
                pow(mean - voice_low(mean, voices, lowest), 2)
                + pow(voice_high(mean_before, voices_before, lowest) - mean_before, 2)
            )
        when mean < mean_before
            then sqrt(
                pow(voice_high(mean, voices, lowest) - mean, 2)
                + pow(mean_before - voice_low(mean_before, voices_before, lowest), 2)
            )
    end
);
