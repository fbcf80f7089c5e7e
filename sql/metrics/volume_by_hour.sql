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

hours as (

    select
        volume_hours.brand,
        volume_hours.measure,
        hour_at,
        observed_count,
        expected_count,
        expected_low,
        expected_high,
        is_gap
    from volume_hours

),

episodes as (

    select
        spike_episodes.brand,
        spike_episodes.measure,
        spike_episodes.started_at,
        last_at
    from spike_episodes
    where spike_episodes.topic = ''

),

spike_hours as (

    select distinct
        hours.brand,
        hours.measure,
        hours.hour_at
    from hours
    inner join episodes
        on
            hours.brand = episodes.brand
            and hours.measure = episodes.measure
            and hours.hour_at < episodes.last_at
            and hours.hour_at + interval 1 hour > episodes.started_at

),

marked as (

    select
        hours.brand,
        hours.measure,
        hours.hour_at,
        hours.observed_count,
        hours.expected_count,
        hours.expected_low,
        hours.expected_high,
        hours.is_gap,
        spike_hours.brand is not null and not hours.is_gap as is_spike
    from hours
    left join spike_hours
        on
            hours.brand = spike_hours.brand
            and hours.measure = spike_hours.measure
            and hours.hour_at = spike_hours.hour_at

)

select * from marked
