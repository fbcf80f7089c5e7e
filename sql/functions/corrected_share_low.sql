-- The low end of a corrected share's 95 % interval (Lang and Reiczigel 2014).
--
-- center  double  of corrected_share_center
-- spread  double  of corrected_share_spread
--
-- Returns: double  0 .. 1
--
-- Case: corrected_share_low(0.3175, 0.12968) = 0.0633
-- Case: corrected_share_low(0.29735, 0.022379) = 0.2535
create or replace macro corrected_share_low(center, spread) as (
    greatest(0.0, least(1.0, center - z95() * spread))
);
