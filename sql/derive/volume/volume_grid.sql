-- The counts of the hours that matter, and which of them teach a baseline.
--
-- An hour at which a new level is adopted begins an era: what is expected in it is learned from the
-- seven days before and from nothing earlier. Its rows stand beside those of the old level.
--
-- Reads: volume_series, volume_near, volume_calendar, volume_hourly, spike_marks.
-- Leaves: volume_left_out, volume_eras, volume_hours_wanted, volume_grid.

-- Topics leave out the days at which their brand as a whole stood out.
create or replace temp table volume_left_out as

select
    volume_series.series_no,
    spike_marks.hour_no,
    spike_marks.kind
from spike_marks
inner join volume_series
    on
        spike_marks.brand = volume_series.brand
        and spike_marks.measure = volume_series.measure
        and spike_marks.hour_no >= volume_series.first_hour
where spike_marks.kind in ('day', 'adopted');

-- No window reaches back further than the 679 hours after which an era is like any other time.
create or replace temp table volume_eras as

select
    series_no,
    row_number() over (
        partition by series_no
        order by hour_no
    ) as era_no,
    hour_no as adopted_hour,
    least(hour_no + 680, lead(hour_no, 1, hour_no + 680) over (
        partition by series_no
        order by hour_no
    )) as end_hour
from volume_left_out
where kind = 'adopted'
union all
select
    series_no,
    0 as era_no,
    null as adopted_hour,
    null as end_hour
from volume_series;

-- Beside the hours that are asked for those that baselines learn from: hours that hold nothing add
-- nothing to a sum, and how many were watched is known from the calendar; those that are left out
-- are counted off it.
create or replace temp table volume_hours_wanted as
with

-- The errors of the 14 days before an hour judge it, and its windows reach back some hours.
-- 15 days are asked for, and each learns from 28: 1,100 hours in all.
days as (

    select distinct
        volume_near.series_no,
        floor(volume_near.hour_no / 24)::bigint - unnest(range(16)) as day_no
    from volume_near
    inner join volume_series
        on volume_near.series_no = volume_series.series_no
    where
        volume_near.is_enough
        and volume_near.hour_no >= volume_series.from_hour - 4
        and volume_series.topic != ''

),

asked as (

    select
        series_no,
        day_no * 24 + unnest(range(24)) as hour_no
    from days
    union all
    select
        series_no,
        unnest(range(from_hour - 360, until_hour)) as hour_no
    from volume_series
    where topic = ''

),

taught as (

    select
        volume_near.series_no,
        volume_near.hour_no
    from volume_near
    inner join volume_series
        on
            volume_near.series_no = volume_series.series_no
            and volume_near.hour_no >= volume_series.from_hour - 1100
    union
    select
        series_no,
        hour_no
    from volume_left_out
    union
    select
        series_no,
        unnest(range(adopted_hour - 673, adopted_hour - 168)) as hour_no
    from volume_eras
    where era_no > 0

)

select
    coalesce(asked.series_no, taught.series_no) as series_no,
    coalesce(asked.hour_no, taught.hour_no) as hour_no,
    asked.hour_no is not null as is_asked
from asked
full join taught
    on
        asked.series_no = taught.series_no
        and asked.hour_no = taught.hour_no
where
    coalesce(asked.series_no, taught.series_no)
    in (select every_asked.series_no from asked as every_asked);

create or replace temp table volume_grid as
with

hours as (

    select
        volume_calendar.* exclude (brand, source_no, strand_no),
        volume_series.series_no,
        -- One number for a series and source: windows over it cost half of windows over names.
        volume_series.series_no * 100000 + volume_calendar.source_no as strand_no,
        volume_hours_wanted.is_asked,
        coalesce(volume_hourly.hour_count, 0) as hour_count,
        left_out.hour_no is null and volume_calendar.is_whole as is_usual,
        coalesce(asked_eras.era_no, 0) as asked_era_no
    from volume_hours_wanted
    inner join volume_series
        on volume_hours_wanted.series_no = volume_series.series_no
    inner join volume_calendar
        on
            volume_series.brand = volume_calendar.brand
            and volume_hours_wanted.hour_no = volume_calendar.hour_no
    left join volume_hourly
        on
            volume_series.series_no = volume_hourly.series_no
            and volume_calendar.source = volume_hourly.source
            and volume_hours_wanted.hour_no = volume_hourly.hour_no
    left join volume_left_out as left_out
        on
            left_out.kind = 'day'
            and volume_hours_wanted.series_no = left_out.series_no
            and volume_hours_wanted.hour_no = left_out.hour_no
    left join volume_eras as asked_eras
        on
            volume_hours_wanted.series_no = asked_eras.series_no
            and volume_hours_wanted.hour_no >= asked_eras.adopted_hour
            and volume_hours_wanted.hour_no < asked_eras.end_hour

)

select
    hours.* exclude (asked_era_no, is_usual) replace (
        hours.strand_no + 10000000000000 * volume_eras.era_no as strand_no,
        hours.is_asked and hours.asked_era_no = volume_eras.era_no as is_asked
    ),
    coalesce(
        hours.hour_no >= volume_eras.adopted_hour - 168
        and hours.hour_no < volume_eras.adopted_hour,
        false
    ) as is_adopted,
    case
        when is_adopted then hours.is_whole
        else hours.is_usual and coalesce(hours.hour_no >= volume_eras.adopted_hour, true)
    end as is_base
from hours
inner join volume_eras
    on
        hours.series_no = volume_eras.series_no
        and (
            volume_eras.era_no = 0
            or (
                hours.hour_no >= volume_eras.adopted_hour - 673
                and hours.hour_no < volume_eras.end_hour
            )
        );
