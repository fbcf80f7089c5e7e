-- What the second look is about: a series without any hour that stood out would look as it did.
--
-- Reads: volume_expected (first look), volume_marked, volume_grid.
-- Leaves: volume_grid (of the series with such hours), volume_unmarked (what is expected of the
-- others).
create or replace temp table volume_unmarked as

select *
from volume_expected
where series_no not in (select volume_marked.series_no from volume_marked);

delete from volume_grid
where series_no not in (select volume_marked.series_no from volume_marked);

update volume_grid
set is_base = false
from volume_marked
where
    volume_grid.series_no = volume_marked.series_no
    and volume_grid.hour_no = volume_marked.hour_no
    and not volume_grid.is_adopted;
