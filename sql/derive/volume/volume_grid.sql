-- What was watched, hour by hour and source by source, and the counts of the hours that matter.
--
-- Reads: volume_part, volume_series, volume_hours_wanted, volume_hourly, volume_measures,
-- volume_sources, observations. Leaves: volume_watch, volume_days, volume_calendar, volume_grid.
create or replace temp table volume_watch as
with

window_start as (

    select min(from_hour) - (select spike_rule.lookback_hours from spike_rule) as first_hour
    from volume_part

),

spans as (

    select
        source,
        since_at,
        until_at,
        max(until_at) over (
            partition by source
            order by since_at, until_at
            rows between unbounded preceding and 1 preceding
        ) as before_at
    from observations
    where until_at >= (
        select to_timestamp(window_start.first_hour * 3600)
        from window_start
    )

),

islands as (

    select
        source,
        since_at,
        until_at,
        sum(case when since_at <= before_at + interval 15 minute then 0 else 1 end) over (
            partition by source
            order by since_at, until_at
            rows between unbounded preceding and current row
        ) as island_no
    from spans

),

merged as (

    select
        source,
        island_no,
        floor(epoch(min(since_at)) / 3600)::bigint as since_hour,
        ceil(epoch(max(until_at)) / 3600)::bigint - 1 as until_hour,
        epoch(min(since_at)) as since_second,
        epoch(max(until_at)) as until_second
    from islands
    group by source, island_no

),

hours as (

    select
        merged.source,
        merged.since_second,
        merged.until_second,
        unnest(
            range(
                greatest(merged.since_hour, window_start.first_hour),
                greatest(merged.until_hour, merged.since_hour) + 1
            )
        ) as hour_no
    from merged
    cross join window_start

)

select
    source,
    hour_no,
    bool_or(since_second <= hour_no * 3600 and until_second >= (hour_no + 1) * 3600) as is_whole
from hours
group by source, hour_no;

create or replace temp table volume_days as
with

busy as (

    select distinct
        brand,
        floor(hour_no / 24)::bigint as day_no
    from volume_hourly

),

days as (

    select
        brand,
        unnest(range(
            floor((from_hour - (select spike_rule.lookback_hours from spike_rule)) / 24)::bigint,
            ceil(until_hour / 24)::bigint + 1
        )) as day_no
    from volume_part

),

near as (

    select
        days.brand,
        days.day_no,
        count(busy.day_no) over (
            partition by days.brand
            order by days.day_no
            range between 43 preceding and 43 following
        ) as busy_count
    from days
    left join busy
        on
            days.brand = busy.brand
            and days.day_no = busy.day_no

)

select
    brand,
    day_no
from near
where busy_count > 0;

-- Every hour of a brand and source; *_whole_n: hours watched from end to end that teach its level,
-- its hour of the day and its hour of the week.
create or replace temp table volume_calendar as
with

clock as (

    select unnest(range(24)) as hour_of_day

),

firsts as (

    select
        source,
        min(hour_no) as first_hour
    from volume_watch
    group by source

),

hours as (

    select
        volume_part.brand,
        volume_sources.source,
        firsts.first_hour,
        volume_part.until_hour,
        volume_part.time_zone,
        volume_days.day_no * 24 + clock.hour_of_day as hour_no
    from volume_part
    inner join volume_days
        on volume_part.brand = volume_days.brand
    inner join volume_sources
        on volume_part.brand = volume_sources.brand
    inner join firsts
        on volume_sources.source = firsts.source
    cross join clock

),

local_hours as (

    select
        brand,
        source,
        hour_no,
        timezone(time_zone, to_timestamp(hour_no * 3600)) as local_at
    from hours
    where hour_no >= first_hour and hour_no < until_hour

),

-- A busy source that is silent for a day is broken, whatever its fetches say: such hours are
-- watched, but no baseline learns from them.
silent as (

    select
        local_hours.*,
        sum(coalesce(volume_hourly.mention_count, 0)) over (
            partition by local_hours.brand, local_hours.source
            order by local_hours.hour_no
            range between 23 preceding and current row
        ) as last_day_count,
        sum(coalesce(volume_hourly.mention_count, 0)) over (
            partition by local_hours.brand, local_hours.source
            order by local_hours.hour_no
            range between 336 preceding and 24 preceding
        ) as fortnight_count
    from local_hours
    left join volume_hourly
        on
            local_hours.brand = volume_hourly.brand
            and local_hours.source = volume_hourly.source
            and local_hours.hour_no = volume_hourly.hour_no
            and volume_hourly.topic = ''

),

known as (

    select
        silent.brand,
        silent.source,
        silent.hour_no,
        extract(hour from silent.local_at)::integer as local_hour,
        extract(isodow from silent.local_at)::integer * 24
        + extract(hour from silent.local_at)::integer as hour_of_week,
        volume_watch.source is not null as is_seen,
        coalesce(volume_watch.is_whole, false)
        and not (silent.last_day_count = 0 and coalesce(silent.fortnight_count, 0) >= 350)
            as is_whole
    from silent
    left join volume_watch
        on
            silent.source = volume_watch.source
            and silent.hour_no = volume_watch.hour_no

)

select
    *,
    count(*) filter (where is_whole) over (
        partition by brand, source
        order by hour_no
        range between 336 preceding and 7 preceding
    ) as level_whole_n,
    count(*) filter (where is_whole) over (
        partition by brand, source, local_hour
        order by hour_no
        range between 337 preceding and 7 preceding
    ) as day_whole_n,
    count(*) filter (where is_whole) over (
        partition by brand, source, hour_of_week
        order by hour_no
        range between 673 preceding and 7 preceding
    ) as week_whole_n
from known;

create or replace temp table volume_grid as
with

hours as (

    select
        volume_series.series_no,
        volume_series.brand,
        volume_series.measure,
        volume_series.topic,
        volume_hours_wanted.hour_no,
        volume_hours_wanted.is_asked
    from volume_hours_wanted
    inner join volume_series
        on volume_hours_wanted.series_no = volume_series.series_no

),

numbered as (

    select
        source,
        row_number() over (order by source) as source_no
    from (select distinct volume_sources.source from volume_sources) as sources

)

select
    hours.series_no,
    -- One number for a series and source: windows over it cost half of windows over names.
    hours.series_no * 100000 + numbered.source_no as strand_no,
    volume_calendar.source,
    hours.hour_no,
    hours.is_asked,
    volume_calendar.local_hour,
    volume_calendar.hour_of_week,
    volume_calendar.is_seen,
    volume_calendar.is_whole,
    volume_calendar.level_whole_n,
    volume_calendar.day_whole_n,
    volume_calendar.week_whole_n,
    coalesce(volume_measures.hour_count, 0)::double as hour_count
from hours
inner join volume_calendar
    on
        hours.brand = volume_calendar.brand
        and hours.hour_no = volume_calendar.hour_no
inner join numbered
    on volume_calendar.source = numbered.source
left join volume_measures
    on
        hours.brand = volume_measures.brand
        and volume_calendar.source = volume_measures.source
        and hours.hour_no = volume_measures.hour_no
        and hours.measure = volume_measures.measure
        and hours.topic = volume_measures.topic;
