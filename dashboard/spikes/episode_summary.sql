-- How many spikes there were over all topics, how large, and how soon they were known.
--
-- Grain: one row
select
    count(*) as episode_count,
    count(*) filter (where ended_at is null) as running_count,
    max(severity) filter (where ended_at is null) as running_severity,
    max(excess_count) as largest_excess,
    median(epoch(detected_at) - epoch(started_at)) as median_detection_seconds,
    sum(excess_count) as excess_count
from spikes
where brand = $brand and coalesce(ended_at, $until) >= $since and started_at < $until and topic is null
