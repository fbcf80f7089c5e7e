-- Viral risk of a post: how likely it still passes the brand's threshold, and what hangs on it.
--
-- pass_probability  double  0.01 .. 0.99; null: nothing is known of its growth
-- harm              double  0 .. 1, see post_harm()
-- waiting_weight    double  see waiting_weight()
--
-- Returns: double  0 .. 100; null: unknown
--
-- Case: viral_risk_score(0.8, 1, 1) = 80
-- Case: viral_risk_score(0.8, 0.5, 0.5) = 20
-- Case: viral_risk_score(0.99, 0.2, 1) = 19.8
-- Case: viral_risk_score(null, 1, 1) = null
create or replace macro viral_risk_score(pass_probability, harm, waiting_weight) as (
    100 * pass_probability * harm * waiting_weight
);
