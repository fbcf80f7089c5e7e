-- What was watched, hour by hour and source by source, and the counts of the hours that matter.
--
-- Reads: volume_part, volume_series, volume_hours_wanted, volume_hourly, volume_measures,
-- volume_sources, joined_spans. Leaves: volume_watch, volume_days, volume_calendar, volume_grid.
create or replace temp table volume_watch as
with

hours as (

    select
        source,
        epoch(since_at) as since_second,
        epoch(until_at) as until_second,
        unnest(range(
            greatest(
                floor(since_second / 3600)::bigint,
                (select min(volume_part.first_hour) from volume_part)
            ),
            greatest(ceil(until_second / 3600)::bigint, floor(since_second / 3600)::bigint + 1)
        )) as hour_no
    from joined_spans(interval 15 minute)

)

select
    source,
    hour_no,
    bool_or(since_second <= hour_no * 3600 and until_second >= (hour_no + 1) * 3600) as is_whole
from hours
group by source, hour_no;

-- Days with something said of the brand in the 43 days around them.
create or replace temp table volume_days as
with

busy as (

    select distinct
        brand,
        floor(hour_no / 24)::bigint as day_no
    from volume_hourly

),

near as (

    select distinct
        brand,
        unnest(range(day_no - 43, day_no + 44)) as day_no
    from busy

)

select
    near.brand,
    near.day_no
from near
inner join volume_part
    on near.brand = volume_part.brand
where
    near.day_no >= floor(volume_part.first_hour / 24)
    and near.day_no <= ceil(volume_part.until_hour / 24);

-- Every hour of a brand and source; *_whole_n: hours watched from end to end that teach its level,
-- its hour of the day and its hour of the week.
create or replace temp table volume_calendar as
with

firsts as (

    select
        source,
        min(hour_no) as first_hour,
        row_number() over (order by source) as source_no
    from volume_watch
    group by source

),

hours as (

    select
        volume_part.brand,
        volume_part.until_hour,
        volume_part.time_zone,
        firsts.source,
        firsts.source_no,
        firsts.first_hour,
        dense_rank() over (order by volume_part.brand) * 100000 + firsts.source_no as place_no,
        volume_days.day_no * 24 + unnest(range(24)) as hour_no
    from volume_part
    inner join volume_days
        on volume_part.brand = volume_days.brand
    inner join volume_sources
        on volume_part.brand = volume_sources.brand
    inner join firsts
        on volume_sources.source = firsts.source

),

-- A busy source that is silent for a day is broken, whatever its fetches say: such hours are
-- watched, but no baseline learns from them.
silent as (

    select
        hours.*,
        hour_of_week(to_timestamp(hours.hour_no * 3600), hours.time_zone) as hour_of_week,
        coalesce(volume_hourly.mention_count, 0) as mention_count
    from hours
    left join volume_hourly
        on
            hours.brand = volume_hourly.brand
            and hours.source = volume_hourly.source
            and hours.hour_no = volume_hourly.hour_no
            and volume_hourly.topic = ''
    where hours.hour_no >= hours.first_hour and hours.hour_no < hours.until_hour

),

known as (

    select
        silent.*,
        silent.hour_of_week % 24 as local_hour,
        volume_watch.source is not null as is_seen,
        coalesce(volume_watch.is_whole, false) and not (
            sum_between(silent.mention_count, silent.place_no, silent.hour_no, 23, 0) = 0
            and coalesce(
                sum_between(silent.mention_count, silent.place_no, silent.hour_no, 336, 24), 0
            ) >= 350
        ) as is_whole
    from silent
    left join volume_watch
        on
            silent.source = volume_watch.source
            and silent.hour_no = volume_watch.hour_no

)

select
    *,
    count_between(is_whole, place_no, hour_no, 336, 7) as level_whole_n,
    count_between(is_whole, place_no * 24 + local_hour, hour_no, 337, 7) as day_whole_n,
    count_between(is_whole, place_no * 168 + hour_of_week, hour_no, 673, 7) as week_whole_n
from known;

create or replace temp table volume_grid as

select
    volume_series.series_no,
    -- One number for a series and source: windows over it cost half of windows over names.
    volume_series.series_no * 100000 + volume_calendar.source_no as strand_no,
    volume_calendar.source,
    volume_calendar.hour_no,
    volume_hours_wanted.is_asked,
    volume_calendar.local_hour,
    volume_calendar.hour_of_week,
    volume_calendar.is_seen,
    volume_calendar.is_whole,
    volume_calendar.is_whole as is_base,
    volume_calendar.level_whole_n,
    volume_calendar.day_whole_n,
    volume_calendar.week_whole_n,
    coalesce(volume_measures.hour_count, 0)::double as hour_count
from volume_hours_wanted
inner join volume_series
    on volume_hours_wanted.series_no = volume_series.series_no
inner join volume_calendar
    on
        volume_series.brand = volume_calendar.brand
        and volume_hours_wanted.hour_no = volume_calendar.hour_no
left join volume_measures
    on
        volume_hours_wanted.series_no = volume_measures.series_no
        and volume_calendar.source = volume_measures.source
        and volume_hours_wanted.hour_no = volume_measures.hour_no;
