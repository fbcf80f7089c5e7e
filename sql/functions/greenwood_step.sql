-- What one moment adds to the variance of the logarithm of the Kaplan–Meier estimate
-- (Greenwood 1926).
--
-- ended_count    bigint  ended at that moment
-- at_risk_count  bigint  not ended just before
--
-- Returns: double
--
-- Case: greenwood_step(0, 10) = 0
-- Case: greenwood_step(5, 10) = 0.1
-- Case: greenwood_step(10, 10) = 0
create or replace macro greenwood_step(ended_count, at_risk_count) as (
    case
        when ended_count < at_risk_count
            then ended_count / (at_risk_count * (at_risk_count - ended_count))
        else 0
    end
);
