-- The time of one spike in steps of an hour, six hours or a day, by what it is told over.
--
-- From the hour in which it began to its end; while it runs, to the last hour that is known.
--
-- Parameters: brand, measure, started_at, topic := null, most := 120
-- Grain: step_at
--
-- step_at     timestamp with time zone  begin of the step, UTC
-- until_at    timestamp with time zone  its end, UTC; the last step may reach beyond the spike
-- step_hours  integer                   1, 6 or 24, see step_hours()
-- is_gap      boolean                   a source was not watched for a part of it
with

episode as (

    select
        asked.brand,
        asked.measure,
        asked.is_running,
        asked.last_at,
        to_timestamp(floor(epoch(asked.started_at) / 3600.0) * 3600.0) as since_at
    from asked_episode(brand, measure, started_at, topic) as asked

),

hours as (

    select
        volume_hours.hour_at,
        volume_hours.is_gap
    from volume_hours
    inner join episode
        on
            volume_hours.brand = episode.brand
            and volume_hours.measure = episode.measure
            and volume_hours.hour_at >= episode.since_at
            and (episode.is_running or volume_hours.hour_at < episode.last_at)

),

reached as (

    select
        episode.since_at,
        greatest(
            episode.last_at,
            (select max(hours.hour_at) + interval 1 hour from hours)
        ) as until_at
    from episode

),

spanned as (

    select
        reached.since_at,
        (epoch(reached.until_at) - epoch(reached.since_at)) / 3600.0 as span_hours
    from reached

),

sized as (

    select
        spanned.*,
        step_hours(spanned.span_hours, most) as step_hours
    from spanned

),

steps as (

    select
        sized.step_hours,
        sized.since_at
        + to_hours(unnest(range(0, cast(ceil(sized.span_hours) as bigint), sized.step_hours)))
            as step_at
    from sized

),

ended as (

    select
        steps.step_at,
        steps.step_at + to_hours(steps.step_hours) as until_at,
        steps.step_hours
    from steps

)

select
    ended.step_at,
    ended.until_at,
    ended.step_hours,
    coalesce(bool_or(hours.is_gap), true) as is_gap
from ended
left join hours
    on ended.step_at <= hours.hour_at and ended.until_at > hours.hour_at
group by ended.step_at, ended.until_at, ended.step_hours
