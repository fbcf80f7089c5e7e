-- Upper end of the 95 % interval of the Kaplan–Meier estimate, on the log-log scale.
--
-- Of Greenwood 1926, as in Klein and Moeschberger 2003, section 4.
--
-- survival_log  double  sum of survival_log_step()
-- greenwood     double  sum of greenwood_step()
--
-- Returns: double  0 .. 1; 1 while nothing has ended
--
-- Case: survival_high(0, 0) = 1
-- Case: survival_high(ln(0.5), 0.1) = 0.7531741
create or replace macro survival_high(survival_log, greenwood) as (
    case
        when survival_log = 0 then 1.0
        else pow(exp(survival_log), exp(-z95() * sqrt(greenwood) / abs(survival_log)))
    end
);
