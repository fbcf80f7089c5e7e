-- How improbably high a count is: its standard normal deviate, by the cube root of Wilson and
-- Hilferty (1931) with the correction for whole numbers.
--
-- Below a tenth of the dispersion, and below one half, the approximation breaks down: so much is
-- always expected.
--
-- observed    double  counted
-- expected    double  by the baseline
-- dispersion  double  variance over mean: 1 for a Poisson count, more for bursts
--
-- Returns: double  standard deviations above what is expected; null: one of them is unknown
--
-- Case: count_score(10.5, 10, 1) = 0.10540926
-- Case: count_score(30, 10, 1) = 4.2245176
-- Case: count_score(30, 10, 4) = 2.2703727
-- Case: count_score(5, 0, 1) = count_score(5, 0.5, 1)
-- Case: count_score(5, 0.5, 20) = count_score(5, 2, 20)
-- Case: count_score(5, null, 1) = null
create or replace macro count_score(observed, expected, dispersion) as (
    case
        when expected is not null and dispersion is not null
            then (
                pow(
                    greatest(observed - 0.5, 0) / greatest(expected, 0.5, dispersion / 10), 1.0 / 3
                )
                - (1 - dispersion / (9 * greatest(expected, 0.5, dispersion / 10)))
            ) * 3 * sqrt(greatest(expected, 0.5, dispersion / 10) / dispersion)
    end
);
