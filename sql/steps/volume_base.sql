-- What the first look learns from: every hour that was watched from end to end.
--
-- Reads: volume_grid. Leaves: volume_base.
create or replace temp table volume_base as

select
    brand,
    measure,
    topic,
    source,
    hour_no,
    local_hour,
    hour_of_week,
    is_seen,
    is_whole,
    hour_count,
    case when is_whole then hour_count end as base_count
from volume_grid;
