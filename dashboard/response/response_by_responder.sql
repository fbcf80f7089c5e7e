-- Who answered what was answered; below ten answers a person's figures are small.
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
        $brand, $since, $until, clock := cast($clock as varchar), source := cast($source as varchar)
    )
order by answered_count desc, responder asc
