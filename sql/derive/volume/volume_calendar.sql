-- What was watched, hour by hour and source by source.
--
-- Reads: volume_part, volume_series, volume_hourly, volume_sources, joined_spans.
-- Leaves: volume_watch, volume_calendar.
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

-- Every hour of a brand and source in the 43 days around something said; *_whole_n: hours watched
-- from end to end that teach its level, its hour of the day and its hour of the week.
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

busy as (

    select distinct
        volume_series.*,
        floor(volume_hourly.hour_no / 24)::bigint as day_no
    from volume_series
    inner join volume_hourly
        on volume_series.series_no = volume_hourly.series_no
    where volume_series.topic = '' and volume_series.measure = 'mentions'

),

near as (

    select distinct * replace (day_no + unnest(range(-43, 44)) as day_no)
    from busy

),

hours as (

    select
        near.series_no,
        near.brand,
        near.time_zone,
        near.until_hour,
        firsts.source,
        firsts.source_no,
        greatest(near.first_hour, firsts.first_hour) as first_hour,
        near.series_no * 100000 + firsts.source_no as strand_no,
        near.day_no * 24 + unnest(range(24)) as hour_no
    from near
    inner join volume_sources
        on near.brand = volume_sources.brand
    inner join firsts
        on volume_sources.source = firsts.source

),

timed as (

    select
        *,
        hour_of_week(to_timestamp(hour_no * 3600), time_zone) as hour_of_week
    from hours
    where hour_no >= first_hour and hour_no < until_hour

),

-- A busy source that is silent for a day is broken, whatever its fetches say: such hours are
-- watched, but no baseline learns from them.
known as (

    select
        timed.brand,
        timed.source,
        timed.source_no,
        timed.strand_no,
        timed.hour_no,
        timed.hour_of_week,
        timed.hour_of_week % 24 as local_hour,
        volume_watch.source is not null as is_seen,
        coalesce(volume_watch.is_whole, false) and not (
            coalesce(
                sum_between(volume_hourly.hour_count, timed.strand_no, timed.hour_no, 23, 0), 0
            ) = 0
            and coalesce(
                sum_between(volume_hourly.hour_count, timed.strand_no, timed.hour_no, 336, 24), 0
            ) >= 350
        ) as is_whole
    from timed
    left join volume_hourly
        on
            timed.series_no = volume_hourly.series_no
            and timed.source = volume_hourly.source
            and timed.hour_no = volume_hourly.hour_no
    left join volume_watch
        on
            timed.source = volume_watch.source
            and timed.hour_no = volume_watch.hour_no

)

select
    *,
    count_between(is_whole, strand_no, hour_no, 336, 7) as level_whole_n,
    count_between(is_whole, strand_no * 24 + local_hour, hour_no, 337, 7) as day_whole_n,
    count_between(is_whole, strand_no * 168 + hour_of_week, hour_no, 673, 7) as week_whole_n
from known;
