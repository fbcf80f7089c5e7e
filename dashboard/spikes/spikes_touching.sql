-- Spikes of a brand that touch the period: the running by severity, then the newest.
--
-- Grain: spike_key
select *
from spikes
where brand = $brand and (is_running or ended_at >= $since) and started_at < $until
order by
    is_running desc,
    case when is_running then severity end desc nulls last,
    started_at desc,
    topic is not null asc,
    excess_count desc,
    measure asc
