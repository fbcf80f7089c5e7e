-- How many wait for an answer now, by how long they have waited.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, filters := map {}
-- Grain: age_band
--
-- age_band          varchar  < 1 h, 1–4 h, 4–24 h, 1–7 d, > 7 d
-- open_count        bigint   open turns
-- shortest_seconds  double   the shortest wait among them
select
    age_band,
    count(*) as open_count,
    min(waiting_seconds) as shortest_seconds
from open_turns(brand, filters := filters)
group by age_band
