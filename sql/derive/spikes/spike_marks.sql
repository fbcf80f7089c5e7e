-- Hours that stand out by all that was known before, spikes included, are left out of baselines.
--
-- The first look keeps earlier spikes in its baseline and so follows a lasting change of level.
-- A series without any such hour looks the second time as it looked the first.
--
-- Reads: volume_expected (first look), volume_part, volume_series, volume_grid, spike_rule.
-- Leaves: spike_marks, volume_grid (of the series with such hours), volume_unmarked (what is
-- expected of the others).
insert into spike_marks
select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    volume_expected.hour_no,
    'hour' as kind
from volume_expected
inner join volume_series
    on volume_expected.series_no = volume_series.series_no
where
    volume_expected.hour_no >= volume_series.from_hour
    and volume_expected.score >= (select spike_rule.mark_score from spike_rule);

create or replace temp table volume_marked as

select
    volume_series.series_no,
    spike_marks.hour_no
from spike_marks
inner join volume_series
    on
        spike_marks.brand = volume_series.brand
        and spike_marks.measure = volume_series.measure
        and spike_marks.topic = volume_series.topic
        and spike_marks.hour_no >= volume_series.first_hour
where spike_marks.kind = 'hour';

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
