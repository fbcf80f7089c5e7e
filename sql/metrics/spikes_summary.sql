-- Spikes over all topics that touch a period: how many, how large, how soon they were known.
--
-- Parameters: brand, since, until
-- Grain: one row
--
-- spike_count               bigint  spikes
-- running_count             bigint  of them still running
-- running_severity          bigint  1 .. 10, the most severe that runs; null: none runs
-- largest_excess            double  mentions above what was expected, of the largest; null: none
-- excess_count              double  of all together; null: none
-- median_detection_seconds  double  from the start until the rule could know; null: none
select
    count(*) as spike_count,
    count(*) filter (where spikes.ended_at is null) as running_count,
    max(spikes.severity) filter (where spikes.ended_at is null) as running_severity,
    max(spikes.excess_count) as largest_excess,
    sum(spikes.excess_count) as excess_count,
    median(epoch(spikes.detected_at) - epoch(spikes.started_at)) as median_detection_seconds
from spikes
where
    spikes.brand = brand
    and spikes.topic is null
    and (since is null or spikes.ended_at is null or spikes.ended_at >= since)
    and (until is null or spikes.started_at < until)
