-- Spikes over all topics that began in the period, those still running first.
--
-- Grain: started_at, measure
select *
from spikes
where brand = $brand and topic is null and started_at >= $since and started_at < $until
order by is_running desc, severity desc, started_at desc
