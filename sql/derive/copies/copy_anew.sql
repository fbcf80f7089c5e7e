-- Every post held, as if no group of copies were known: for a rebuild.
--
-- Reads: posts. Leaves: copy_loose.
create or replace temp table copy_loose as

select
    rowid as row_id,
    post_id,
    cast(null as ubigint) as copy_group,
    copy_band_1,
    copy_band_2,
    copy_band_3,
    copy_band_4
from posts
where copy_band_1 is not null or copy_group is not null;
