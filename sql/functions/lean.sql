-- A figure that leans on a more general one, the more the less it is trusted.
--
-- own      double  null: there is none
-- general  double  what it leans on
-- trust    double  0 .. 1 of its own; null counts as 0
--
-- Returns: double
--
-- Case: lean(8, 2, 0.25) = 3.5
-- Case: lean(8, 2, 1) = 8
-- Case: lean(null, 2, null) = 2
create or replace macro lean(own, general, trust) as (
    coalesce(trust * own, 0) + (1 - coalesce(trust, 0)) * general
);
