-- How much was said hour by hour, against what was to be expected.
--
-- Grain: brand, measure, hour_at
--
-- brand            varchar      key in earshot.toml
-- measure          varchar      mentions, complaints
-- hour_at          timestamp with time zone  start of the hour, UTC
-- observed_count   bigint       null in an hour in which no source was watched and nothing came
-- expected_count   double       by the hours before, from the sources watched; null: no history yet
-- expected_low     double       95 % of ordinary hours lie between low and high
-- expected_high    double       see expected_low
-- is_gap           boolean      more than a fifth of what was to be expected was not watched
-- is_spike         boolean      part of an episode in `spikes`
with

episode_hours as (

    select distinct
        spike_episodes.brand,
        spike_episodes.measure,
        unnest(range(
            to_timestamp(floor(epoch(spike_episodes.started_at) / 3600.0) * 3600.0),
            spike_episodes.last_at,
            interval 1 hour
        )) as hour_at
    from spike_episodes
    where spike_episodes.topic = ''

),

marked as (

    select
        volume_hours.brand,
        volume_hours.measure,
        volume_hours.hour_at,
        volume_hours.observed_count,
        volume_hours.expected_count,
        volume_hours.expected_low,
        volume_hours.expected_high,
        volume_hours.is_gap,
        episode_hours.brand is not null and not volume_hours.is_gap as is_spike
    from volume_hours
    left join episode_hours
        on
            volume_hours.brand = episode_hours.brand
            and volume_hours.measure = episode_hours.measure
            and volume_hours.hour_at = episode_hours.hour_at

)

select * from marked
