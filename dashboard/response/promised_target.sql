-- What a brand promises, and on which clock.
--
-- Grain: one row
select
    target_seconds,
    target_clock,
    is_always_open
from brands
where brand = $brand
