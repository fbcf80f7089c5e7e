-- What the first look learns from: every hour that was watched from end to end.
--
-- Reads: volume_grid. Leaves: volume_base.
create or replace temp table volume_base as

select
    *,
    is_whole as is_base
from volume_grid;
