-- How likely a post is shared so many times more, from what is projected to come.
--
-- The logarithm of what comes spreads about the projection as the 80 % interval says. Two posts in
-- a hundred are picked up by somebody large, and theirs spreads as the upper band says, above which
-- one in a hundred of them ends. Never less than 0.01 nor more than 0.99: of no post anybody knows.
--
-- needed_count    double  shares to come that are asked about
-- expected_count  double  that are projected; null: nothing is known
-- low_count       double  80 % of posts get between low and high
-- high_count      double  see low_count
-- pickup_count    double  picked up late
--
-- Returns: double  0.01 .. 0.99; null: nothing is known
--
-- Case: pass_probability(100, 100, 50, 200, 900) = 0.5
-- Case: pass_probability(200, 100, 50, 200, 200000) = 0.12
-- Case: pass_probability(0, 1e9, 9e8, 2e9, 1e12) = 0.99
-- Case: pass_probability(1e12, 1, 1, 2, 3) = 0.01
-- Case: pass_probability(9, null, null, null, null) = null
create or replace macro pass_probability(
    needed_count, expected_count, low_count, high_count, pickup_count
) as (
    0.01
    + 0.96 * logistic(
        1.702 * ln((expected_count + 0.5) / (needed_count + 0.5)) / greatest(
            case
                when needed_count >= expected_count
                    then ln((high_count + 0.5) / (expected_count + 0.5))
                else ln((expected_count + 0.5) / (low_count + 0.5))
            end / 1.2816, 0.05
        )
    )
    + 0.02 * logistic(
        1.702 * ln((expected_count + 0.5) / (needed_count + 0.5)) / greatest(
            ln((pickup_count + 0.5) / (expected_count + 0.5)) / 2.3263, 0.05
        )
    )
);
