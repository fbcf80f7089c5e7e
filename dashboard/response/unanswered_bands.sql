-- How many wait, by how long.
--
-- Over: waiting
-- Grain: age_band
select
    age_band,
    count(*) as open_count,
    min(waiting_seconds) as shortest_seconds
from waiting
group by age_band
order by shortest_seconds
