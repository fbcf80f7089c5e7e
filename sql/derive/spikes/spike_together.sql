-- The series that needed no second look, beside those that had one.
--
-- Reads: volume_expected (second look), volume_unmarked.
-- Leaves: volume_expected (of all series).
insert into volume_expected
select * from volume_unmarked;
