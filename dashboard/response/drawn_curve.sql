-- The response curve, as far as it is worth drawing.
--
-- Grain: elapsed_seconds
select *
from response_curve($brand, $since, $until, clock := $clock, filters := $filters)
where at_risk_count >= 10
order by elapsed_seconds
