-- Hours that stand out by all that was known before, spikes included, are left out of baselines.
--
-- The first look keeps earlier spikes in its baseline and so follows a lasting change of level.
--
-- Reads: volume_expected (first look), volume_part, volume_grid. Leaves: spike_marks, volume_base.
delete from spike_marks
using volume_part
where spike_marks.brand = volume_part.brand and spike_marks.hour_no >= volume_part.from_hour;

insert into spike_marks
select
    volume_expected.brand,
    volume_expected.measure,
    volume_expected.topic,
    volume_expected.hour_no
from volume_expected
inner join volume_part
    on volume_expected.brand = volume_part.brand
where
    volume_expected.hour_no >= volume_part.from_hour
    and volume_expected.score >= (select spike_rule.mark_score from spike_rule);

create or replace temp table volume_base as

select
    volume_grid.brand,
    volume_grid.measure,
    volume_grid.topic,
    volume_grid.source,
    volume_grid.hour_no,
    volume_grid.local_hour,
    volume_grid.hour_of_week,
    volume_grid.is_seen,
    volume_grid.is_whole,
    volume_grid.hour_count,
    case
        when volume_grid.is_whole and spike_marks.brand is null then volume_grid.hour_count
    end as base_count
from volume_grid
left join spike_marks
    on
        volume_grid.brand = spike_marks.brand
        and volume_grid.measure = spike_marks.measure
        and volume_grid.topic = spike_marks.topic
        and volume_grid.hour_no = spike_marks.hour_no;
