-- Spikes of a brand that touch the period: the running first, each by severity.
--
-- Grain: spike_key
select *
from spikes
where brand = $brand and (is_running or ended_at >= $since) and started_at < $until
order by
    is_running desc,
    severity desc,
    topic is not null asc,
    excess_count desc,
    started_at desc,
    measure asc
