-- The count that lies so many standard deviations from what is expected, by Wilson and Hilferty:
-- the other way round of count_score(), without the correction for whole numbers.
--
-- Where next to nothing is expected the approximation breaks down: a twentieth, and a tenth of the
-- dispersion, always are.
--
-- expected    double  by the baseline
-- dispersion  double  variance over mean: 1 for a Poisson count, more for bursts
-- deviates    double  standard deviations, below 0 for a lower limit
--
-- Returns: double  at least 0; null: one of them is unknown
--
-- Case: count_limit(10, 1, 0) = 9.670357
-- Case: count_limit(10, 1, 2) = 17.267363
-- Case: count_limit(10, 1, -2) = 4.710388
-- Case: count_limit(0.1, 1, -2) = 0
-- Case: count_limit(0, 1, 2) = count_limit(0.1, 1, 2)
-- Case: count_limit(null, 1, 2) = null
create or replace macro count_limit(expected, dispersion, deviates) as (
    case
        when expected is not null and dispersion is not null
            then greatest(expected, 0.05, dispersion / 10) * pow(greatest(
                1 - dispersion / (9 * greatest(expected, 0.05, dispersion / 10))
                + deviates * sqrt(dispersion / (9 * greatest(expected, 0.05, dispersion / 10))), 0
            ), 3)
    end
);
