-- Sampling variance of log_odds(): what is counted and what is not add their inverses.
--
-- part   double  what is counted
-- whole  double  of how many
--
-- Returns: double  null: the part is nothing, or the whole
--
-- Case: log_odds_variance(2, 4) = 1
-- Case: log_odds_variance(4, 5) = 1.25
-- Case: log_odds_variance(5, 5) = null
create or replace macro log_odds_variance(part, whole) as (
    1 / nullif(part, 0) + 1 / nullif(whole - part, 0)
);
