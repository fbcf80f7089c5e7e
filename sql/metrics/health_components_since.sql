-- The parts of brand health from a day on, reading no more than the 90 days before it.
--
-- What is usual on a day is told by those: the figures are those of health_components.
--
-- Parameters: first_day
-- Grain: brand, local_date
-- Columns: health_components
with

people as (

    select
        mentions.brand,
        mentions.local_date,
        mentions.copy_group,
        max(case when mentions.is_complaint then 1 else 0 end) as angry
    from mentions
    where
        mentions.direction = 'inbound'
        and (first_day is null or mentions.local_date >= cast(first_day as date) - 90)
    group by
        mentions.brand,
        mentions.local_date,
        mentions.copy_group,
        case
            when mentions.copy_group is null then coalesce(mentions.author_id, mentions.post_id)
        end,
        case when mentions.copy_group is null then mentions.source end

),

heard as (

    select
        people.brand,
        people.local_date,
        count(*) as people_count,
        cast(sum(people.angry) as bigint) as angry_count
    from people
    group by people.brand, people.local_date

),

served as (

    select
        turns.brand,
        turns.local_date,
        count(*) filter (where turns.sla_status = 'met') as met_count,
        count(*) filter (where turns.sla_status in ('met', 'missed')) as due_count,
        -- The first day only: older complaints have had more time to stay unanswered.
        coalesce(sum(
            silence_hours(turns.estimated_audience, least(turns.wait_seconds, 86400.0))
        ) filter (where turns.is_complaint), 0) as silent_hours,
        sqrt(sum(
            pow(silence_hours(turns.estimated_audience, least(turns.wait_seconds, 86400.0)), 2)
        ) filter (where turns.is_complaint)) as silent_spread
    from turns
    where
        not turns.is_selected
        and (first_day is null or turns.local_date >= cast(first_day as date) - 90)
    group by turns.brand, turns.local_date

),

risks as (

    select
        viral_risk_by_snapshot.brand,
        local_date(viral_risk_by_snapshot.observed_at, brands.time_zone) as local_date,
        max(viral_risk_by_snapshot.viral_risk) as highest_risk
    from viral_risk_by_snapshot
    inner join brands
        on viral_risk_by_snapshot.brand = brands.brand
    group by
        viral_risk_by_snapshot.brand,
        local_date(viral_risk_by_snapshot.observed_at, brands.time_zone)

),

-- A level that became usual is an episode no longer from then on.
episodes as (

    select
        spike_episodes.brand,
        local_date(spike_episodes.started_at, brands.time_zone) as first_date,
        local_date(
            least(spike_episodes.last_at, spike_episodes.adopted_at), brands.time_zone
        ) as last_date
    from spike_episodes
    inner join brands
        on spike_episodes.brand = brands.brand
    where spike_episodes.topic = ''

),

joined as (

    select
        said.brand,
        said.local_date,
        said.mention_count,
        said.scored_count,
        said.net_sentiment,
        said.net_voices,
        heard.people_count,
        where_judged(heard.angry_count, heard.angry_count, said.scored_count) as angry_count,
        served.met_count,
        coalesce(served.due_count, 0) as due_count,
        served.silent_hours,
        served.silent_spread,
        risks.highest_risk,
        said.local_date - date '1970-01-01' as day_no
    from voices_by_day as said
    inner join heard
        on
            said.brand = heard.brand
            and said.local_date = heard.local_date
    left join served
        on
            said.brand = served.brand
            and said.local_date = served.local_date
    left join risks
        on
            said.brand = risks.brand
            and said.local_date = risks.local_date
    where first_day is null or said.local_date >= cast(first_day as date) - 90

),

touched as (

    select distinct
        joined.brand,
        joined.day_no
    from joined
    inner join episodes
        on
            joined.brand = episodes.brand
            and joined.local_date between episodes.first_date and episodes.last_date

),

told as (

    select
        joined.*,
        touched.brand is null as is_usual,
        joined.angry_count / nullif(joined.people_count, 0) as complaint_share
    from joined
    left join touched
        on
            joined.brand = touched.brand
            and joined.day_no = touched.day_no

),

baselines as (

    select
        told.*,
        usual_growth(told.people_count, told.is_usual, told.brand, told.day_no) as growth,
        usual_amount(told.angry_count, told.is_usual, told.brand, told.day_no) as calm_count,
        usual_amount(told.complaint_share, told.is_usual, told.brand, told.day_no)
            as usual_complaint_share,
        usual_amount(told.silent_hours, told.is_usual, told.brand, told.day_no) as calm_hours,
        -- Complaints come by chance, each with its hours: how far their sum may lie off, in itself.
        exp(z95() * coalesce(told.silent_spread / nullif(told.silent_hours, 0), 0)) as times_off
    from told

),

grown as (

    select
        baselines.*,
        baselines.calm_count * baselines.growth as usual_angry_count,
        baselines.calm_hours * baselines.growth as usual_silence_hours
    from baselines

)

-- Each name bears its relation: a macro's parameter named brand would be meant otherwise.
select
    grown.brand,
    grown.local_date,
    grown.mention_count,
    grown.scored_count,
    grown.people_count,
    grown.angry_count,
    grown.due_count,
    grown.usual_angry_count,
    grown.usual_complaint_share,
    grown.usual_silence_hours,
    50.0 * (1.0 + grown.net_sentiment) as net_sentiment,
    50.0 * (1.0 + voice_low(grown.net_sentiment, grown.net_voices, -1)) as net_sentiment_low,
    50.0 * (1.0 + voice_high(grown.net_sentiment, grown.net_voices, -1)) as net_sentiment_high,
    usual_part(complaint_ratio(
        grown.angry_count,
        grown.people_count,
        grown.usual_angry_count,
        grown.usual_complaint_share
    )) as complaint_rate,
    usual_part(complaint_ratio(
        grown.people_count * wilson_high(grown.angry_count, grown.people_count),
        grown.people_count,
        grown.usual_angry_count,
        grown.usual_complaint_share
    )) as complaint_rate_low,
    usual_part(complaint_ratio(
        grown.people_count * wilson_low(grown.angry_count, grown.people_count),
        grown.people_count,
        grown.usual_angry_count,
        grown.usual_complaint_share
    )) as complaint_rate_high,
    100.0 * grown.met_count / nullif(grown.due_count, 0) as answered_in_target,
    100.0 * wilson_low(grown.met_count, grown.due_count) as answered_in_target_low,
    100.0 * wilson_high(grown.met_count, grown.due_count) as answered_in_target_high,
    usual_part(
        (grown.silent_hours + 24.0) / nullif(grown.usual_silence_hours + 24.0, 0)
    ) as silence,
    usual_part(
        (grown.silent_hours * grown.times_off + 24.0)
        / nullif(grown.usual_silence_hours + 24.0, 0)
    ) as silence_low,
    usual_part(
        (grown.silent_hours / grown.times_off + 24.0)
        / nullif(grown.usual_silence_hours + 24.0, 0)
    ) as silence_high,
    100.0 - grown.highest_risk as viral_risk
from grown
where first_day is null or grown.local_date >= cast(first_day as date)
