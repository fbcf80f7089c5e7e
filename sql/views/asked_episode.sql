-- The one spike that is asked for: the newest that fits, of mentions before complaints.
--
-- Parameters: brand, measure, started_at, topic
-- Grain: one row
-- Columns: spike_episodes
select spike_episodes.*
from spike_episodes
where
    spike_episodes.brand = brand
    and spike_episodes.topic = coalesce(topic, '')
    and (measure is null or spike_episodes.measure = measure)
    and (started_at is null or spike_episodes.started_at = cast(started_at as timestamptz))
order by spike_episodes.started_at desc, spike_episodes.measure desc
limit 1
