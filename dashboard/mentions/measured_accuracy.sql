-- How often the scorer is right about a brand, and how its negative shares are corrected.
--
-- Grain: one row, none while nothing is checked
select *
from measured_accuracy
where brand = $brand
