-- A probability from its log-odds.
--
-- log_odds  double
--
-- Returns: double  0 .. 1
--
-- Case: logistic(0) = 0.5
-- Case: logistic(ln(4)) = 0.8
-- Case: logistic(-9999) = 0
-- Case: logistic(null) = null
create or replace macro logistic(log_odds) as (
    1 / (1 + exp(-log_odds))
);
