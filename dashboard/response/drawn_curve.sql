-- The response curve, as far as it is worth drawing.
--
-- Grain: elapsed_seconds
select *
-- noqa: disable=LT05
from response_curve($brand, $since, $until, clock := $clock, turn_order := $turn_order, filters := $filters)
-- noqa: enable=LT05
where at_risk_count >= 10
order by elapsed_seconds
