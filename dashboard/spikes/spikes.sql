-- Spikes of a brand, those still running first.
--
-- $1 brand, $2 since, $3 until
--
-- Grain: started_at, measure
select
    measure,
    started_at,
    peak_at,
    ended_at,
    observed_count,
    expected_count,
    severity,
    topic
from spikes
where brand = $1 and topic is null and started_at >= $2 and started_at < $3
order by ended_at is not null asc, severity desc, started_at desc
