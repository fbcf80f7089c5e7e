-- Hours that stand out by all that was known before, spikes included, are left out of baselines.
--
-- The first look keeps earlier spikes in its baseline and so follows a lasting change of level.
-- A series without any such hour looks the second time as it looked the first.
--
-- Reads: volume_by_source and volume_expected (first look), volume_part, volume_series,
-- volume_grid, spike_rule. Leaves: spike_marks, volume_grid (of the series with such hours),
-- volume_seen_by_source and volume_seen_expected (of the others).
delete from spike_marks
using volume_part
where spike_marks.brand = volume_part.brand and spike_marks.hour_no >= volume_part.from_hour;

insert into spike_marks
select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    volume_expected.hour_no
from volume_expected
inner join volume_series
    on volume_expected.series_no = volume_series.series_no
where
    volume_expected.hour_no >= volume_series.from_hour
    and volume_expected.score >= (select spike_rule.mark_score from spike_rule);

create or replace temp table volume_marked as

select distinct
    volume_series.series_no,
    spike_marks.hour_no
from spike_marks
inner join volume_series
    on
        spike_marks.brand = volume_series.brand
        and spike_marks.measure = volume_series.measure
        and spike_marks.topic = volume_series.topic
cross join spike_rule
where spike_marks.hour_no >= volume_series.from_hour - spike_rule.lookback_hours;

create or replace temp table volume_seen_by_source as

select *
from volume_by_source
where series_no not in (select volume_marked.series_no from volume_marked);

create or replace temp table volume_seen_expected as

select *
from volume_expected
where series_no not in (select volume_marked.series_no from volume_marked);

create or replace temp table volume_grid as

select
    volume_grid.* replace (
        volume_grid.is_whole and volume_marked.hour_no is null as is_base
    )
from volume_grid
left join volume_marked
    on
        volume_grid.series_no = volume_marked.series_no
        and volume_grid.hour_no = volume_marked.hour_no
where volume_grid.series_no in (select every_marked.series_no from volume_marked as every_marked);
