-- Us or everybody: how much of a spike the other brands that are listened to had in its hours, too.
--
-- In the hours of the spike all other brands together are held against what was to be expected of
-- them. Grown as often as they did, the brand would have had so many posts above its own usual: the
-- sector's part, at most the whole excess and never below nothing. The rest is the brand's own. Of
-- all topics together, whatever topic the spike is one of; hours with a gap are left out. Hours are
-- taken for independent in the interval. Fewer than 5 posts expected of the others tell nothing.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: one row
--
-- brand                 varchar  key in earshot.toml; null: there is no such spike
-- hour_count            bigint   hours of the spike in which the brand was known
-- observed_count        bigint   posts of the brand in them; null: none known
-- expected_count        double   usual of the brand in them; null: none known
-- excess_count          double   observed less expected
-- other_brand_count     bigint   other brands known in the same hours
-- other_observed_count  bigint   posts of them; null: no other brand
-- other_expected_count  double   usual of them; null: no other brand
-- other_times           double   observed over expected of them; null: too few to tell
-- sector_share          double   0 .. 1 of the excess; null: no excess, or nothing to hold against
-- sector_share_low      double   95 % interval, by what ordinary hours of the others scatter
-- sector_share_high     double   see sector_share_low
with

episode as (

    select
        spike_episodes.brand,
        spike_episodes.measure,
        to_timestamp(floor(epoch(spike_episodes.started_at) / 3600.0) * 3600.0) as since_at,
        spike_episodes.last_at
    from spike_episodes
    where
        spike_episodes.brand = brand
        and spike_episodes.measure = measure
        and spike_episodes.topic = coalesce(topic, '')
        and spike_episodes.started_at = cast(started_at as timestamptz)

),

hours as (

    select
        volume_hours.*,
        episode.brand as spike_brand,
        (volume_hours.expected_high - volume_hours.expected_low) / 2.0 as reach
    from volume_hours
    inner join episode
        on
            volume_hours.measure = episode.measure
            and volume_hours.hour_at >= episode.since_at
            and volume_hours.hour_at < episode.last_at
    where not volume_hours.is_gap and volume_hours.expected_count is not null

),

own as (

    select
        count(*) as hour_count,
        cast(sum(hours.observed_count) as bigint) as observed_count,
        sum(hours.expected_count) as expected_count
    from hours
    where hours.brand = hours.spike_brand

),

others as (

    select
        count(distinct hours.brand) as other_brand_count,
        cast(sum(hours.observed_count) as bigint) as other_observed_count,
        sum(hours.expected_count) as other_expected_count,
        sqrt(sum(hours.reach * hours.reach)) as other_reach
    from hours
    where
        hours.brand <> hours.spike_brand
        and hours.hour_at in (
            select known.hour_at
            from hours as known
            where known.brand = known.spike_brand
        )

),

held as (

    select
        own.*,
        own.observed_count - own.expected_count as excess_count,
        others.*,
        case
            when others.other_expected_count >= 5
                then others.other_observed_count / others.other_expected_count
        end as other_times
    from own
    cross join others

),

parted as (

    select
        held.*,
        case
            when held.excess_count > 0 then held.expected_count / held.excess_count
        end as weight,
        held.other_reach / nullif(held.other_expected_count, 0) as times_reach
    from held

)

select
    episode.brand,
    parted.hour_count,
    parted.observed_count,
    parted.expected_count,
    parted.excess_count,
    parted.other_brand_count,
    parted.other_observed_count,
    parted.other_expected_count,
    parted.other_times,
    -- Least and greatest leave nulls out: what is unknown must stay so.
    case
        when parted.weight is not null and parted.other_times is not null
            then least(1.0, greatest(0.0, parted.weight * (parted.other_times - 1.0)))
    end as sector_share,
    case
        when parted.weight is not null and parted.other_times is not null
            then least(1.0, greatest(
                0.0, parted.weight * (parted.other_times - parted.times_reach - 1.0)
            ))
    end as sector_share_low,
    case
        when parted.weight is not null and parted.other_times is not null
            then least(1.0, greatest(
                0.0, parted.weight * (parted.other_times + parted.times_reach - 1.0)
            ))
    end as sector_share_high
from parted
left join episode
    on true
