-- Who answered what was answered; below ten answers a person's figures are small.
--
-- $1 brand, $2 since, $3 until, $4 source or null, $5 calendar or business
--
-- Grain: responder
select
    responder,
    answered_count,
    met_count,
    met_share,
    answered_only_median_seconds,
    answered_count < 10 as is_small
from
    response_by_responder(
        $1, $2, $3, clock := cast($5 as varchar), source := cast($4 as varchar)
    )
order by answered_count desc, responder asc
