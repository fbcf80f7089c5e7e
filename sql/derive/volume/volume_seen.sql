-- The second look, and where it needed none the first.
--
-- Reads: volume_by_source, volume_expected, volume_seen_by_source, volume_seen_expected.
-- Leaves: volume_by_source, volume_expected.
create or replace temp table volume_by_source as

select * from volume_by_source
union all
select * from volume_seen_by_source;

create or replace temp table volume_expected as

select * from volume_expected
union all
select * from volume_seen_expected;
