-- Hours that stand out by all that was known before, spikes included, are left out of baselines.
--
-- The first look keeps earlier spikes in its baseline and so follows a lasting change of level.
--
-- Reads: volume_expected (first look), volume_series, spike_rule.
-- Leaves: spike_marks, volume_marked.
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

-- An hour teaches those from seven after it on; those that are judged learn from 1,100 in all.
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
        and spike_marks.hour_no >= volume_series.from_hour - 1100
        and spike_marks.hour_no < volume_series.until_hour - 7
where spike_marks.kind = 'hour';
