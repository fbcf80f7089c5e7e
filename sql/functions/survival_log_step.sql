-- What one moment takes from the logarithm of the Kaplan–Meier estimate (Kaplan and Meier 1958).
--
-- Where everyone left ends at once the product is zero and its logarithm says nothing: 0.
--
-- ended_count    bigint  ended at that moment
-- at_risk_count  bigint  not ended just before
--
-- Returns: double  at most 0
--
-- Case: survival_log_step(0, 10) = 0
-- Case: survival_log_step(5, 10) = -0.6931472
-- Case: survival_log_step(10, 10) = 0
create or replace macro survival_log_step(ended_count, at_risk_count) as (
    case
        when ended_count < at_risk_count then ln(1.0 - ended_count / at_risk_count)
        else 0
    end
);
