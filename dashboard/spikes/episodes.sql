-- Spikes of a brand that touch the period: the running by severity, then the newest.
--
-- Grain: spike_key
select
    concat_ws(
        '~', measure, strftime(timezone('UTC', started_at), '%Y-%m-%dT%H:%MZ'), topic
    ) as spike_key,
    measure,
    topic,
    started_at,
    detected_at,
    peak_at,
    ended_at,
    ended_at is null as is_running,
    observed_count,
    expected_count,
    excess_count,
    severity,
    author_count,
    epoch(detected_at) - epoch(started_at) as detection_seconds
from spikes
where brand = $brand and coalesce(ended_at, $until) >= $since and started_at < $until
order by
    ended_at is not null asc,
    case when ended_at is null then severity end desc nulls last,
    started_at desc,
    topic is not null asc,
    excess_count desc,
    measure asc
