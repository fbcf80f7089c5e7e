-- Every hour of every series and source, with its counts where the source was watched.
--
-- Reads: volume_part, volume_series, volume_hourly, volume_measures, volume_sources, observations.
-- Leaves: volume_watch, volume_days, volume_grid.
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

create or replace temp table volume_grid as
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

)

select
    silent.brand,
    volume_series.measure,
    volume_series.topic,
    silent.source,
    silent.hour_no,
    extract(hour from silent.local_at)::bigint as local_hour,
    extract(isodow from silent.local_at)::bigint * 24
    + extract(hour from silent.local_at)::bigint as hour_of_week,
    volume_watch.source is not null as is_seen,
    coalesce(volume_watch.is_whole, false)
    and not (silent.last_day_count = 0 and coalesce(silent.fortnight_count, 0) >= 350) as is_whole,
    coalesce(volume_measures.hour_count, 0)::double as hour_count
from silent
inner join volume_series
    on silent.brand = volume_series.brand
left join volume_watch
    on
        silent.source = volume_watch.source
        and silent.hour_no = volume_watch.hour_no
left join volume_measures
    on
        silent.brand = volume_measures.brand
        and silent.source = volume_measures.source
        and silent.hour_no = volume_measures.hour_no
        and volume_series.measure = volume_measures.measure
        and volume_series.topic = volume_measures.topic;
