-- The response curve, as far as it is worth drawing.
--
-- $1 brand, $2 since, $3 until, $4 source or null, $5 calendar or business
--
-- Grain: elapsed_seconds
select
    elapsed_seconds,
    answered_share,
    answered_share_low,
    answered_share_high
from
    response_curve(
        $1, $2, $3, clock := cast($5 as varchar), source := cast($4 as varchar)
    )
where at_risk_count >= 10
order by elapsed_seconds
