-- From which hour on each brand has to be judged again, and up to which it was watched.
--
-- Reads: volume_touched, volume_sources, volume_hours, spike_episodes, observations, brands,
-- spike_rule.
-- Leaves: volume_scope.
create or replace temp table volume_scope as
with

touched as (

    select
        brand,
        min(slot_at) as from_at
    from volume_touched
    group by brand

),

watched as (

    select
        volume_sources.brand,
        min(observations.since_at) as since_at,
        max(observations.until_at) as until_at
    from volume_sources
    inner join observations
        on volume_sources.source = observations.source
    group by volume_sources.brand

),

judged as (

    select
        brand,
        max(hour_at) as through_at
    from volume_hours
    group by brand

),

starts as (

    select
        watched.brand,
        watched.until_at,
        coalesce(least(touched.from_at, judged.through_at), watched.since_at) as from_at
    from watched
    left join judged
        on watched.brand = judged.brand
    left join touched
        on watched.brand = touched.brand
    where
        touched.brand is not null
        or judged.brand is null
        or watched.until_at > judged.through_at

),

-- An episode that may still grow is judged again from its start.
reached as (

    select
        starts.brand,
        starts.until_at,
        least(starts.from_at, min(spike_episodes.started_at)) as from_at
    from starts
    left join spike_episodes
        on
            starts.brand = spike_episodes.brand
            and starts.from_at <= spike_episodes.last_at + interval 12 hour
    group by starts.brand, starts.until_at, starts.from_at

)

select
    reached.brand,
    coalesce(brands.time_zone, 'UTC') as time_zone,
    reached.until_at,
    floor(epoch(reached.from_at) / 3600)::bigint - 4 as from_hour,
    from_hour - spike_rule.lookback_hours as first_hour,
    ceil(epoch(reached.until_at) / 3600)::bigint as until_hour
from reached
cross join spike_rule
left join brands
    on reached.brand = brands.brand;
