-- Spikes of a brand, those still running first.
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
where brand = $brand and topic is null and started_at >= $since and started_at < $until
order by ended_at is not null asc, severity desc, started_at desc
