-- The high end of a corrected share's 95 % interval (Lang and Reiczigel 2014).
--
-- center  double  of corrected_share_center
-- spread  double  of corrected_share_spread
--
-- Returns: double  0 .. 1
--
-- Case: corrected_share_high(0.3175, 0.12968) = 0.5717
-- Case: corrected_share_high(0.29735, 0.022379) = 0.3412
create or replace macro corrected_share_high(center, spread) as (
    greatest(0.0, least(1.0, center + z95() * spread))
);
