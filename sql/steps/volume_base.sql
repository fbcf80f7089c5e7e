-- What the first look learns from: every hour that was watched from end to end.
--
-- Reads: volume_grid. Leaves: volume_base.
create or replace temp table volume_base as

select
    *,
    case when is_whole then hour_count end as base_count
from volume_grid;
