-- The response curve, as far as it is worth drawing.
--
-- Grain: elapsed_seconds
select
    elapsed_seconds,
    answered_share,
    answered_share_low,
    answered_share_high
from
    response_curve(
        $brand, $since, $until, clock := cast($clock as varchar), source := cast($source as varchar)
    )
where at_risk_count >= 10
order by elapsed_seconds
