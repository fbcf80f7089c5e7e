-- How one spike went, looked back on, and how much of it was over before each step.
--
-- first_reply is the first of spike_answers. ended_at is missing while the spike runs, alerted
-- where no rule told anybody.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: step
--
-- step                   varchar                   first_post, detected, alerted, first_reply, …
-- happened_at            timestamp with time zone  UTC; null: it has not
-- hours_after            double                    since the first post
-- post_share_before      double                    0 .. 1 of the spike's posts
-- audience_share_before  double                    0 .. 1 of its known audience; null: unknown
with

episode as (

    select
        asked.brand,
        asked.measure,
        asked.topic,
        asked.started_at,
        asked.detected_at,
        asked.peak_at,
        case when not asked.is_running then asked.last_at end as ended_at
    from asked_episode(brand, measure, started_at, topic) as asked

),

said as (

    select
        cohort.post_id,
        cohort.created_at,
        cohort.estimated_audience
    from spike_cohort(brand, measure, started_at, topic := topic) as cohort
    where cohort.is_spike

),

answers as (

    select replies.created_at as answered_at
    from spike_answers(brand, measure, started_at, topic := topic) as replies

),

told as (

    select min(alerts.alerted_at) as alerted_at
    from alerts
    inner join episode
        on
            alerts.brand = episode.brand
            and alerts.kind = 'spike'
            and alerts.measure = episode.measure
            and alerts.happened_at = episode.started_at
    where episode.topic = ''

),

steps as (

    select
        'first_post' as step,
        min(said.created_at) as happened_at
    from said
    union all
    select
        'detected' as step,
        episode.detected_at as happened_at
    from episode
    union all
    select
        'alerted' as step,
        told.alerted_at as happened_at
    from told
    union all
    select
        'first_reply' as step,
        min(answers.answered_at) as happened_at
    from answers
    union all
    select
        'peak' as step,
        episode.peak_at as happened_at
    from episode
    union all
    select
        'ended' as step,
        episode.ended_at as happened_at
    from episode

),

totals as (

    select
        count(*) as post_count,
        sum(said.estimated_audience) as audience,
        min(said.created_at) as first_at
    from said

),

passed as (

    select
        steps.step,
        steps.happened_at,
        count(said.post_id) as post_count,
        sum(said.estimated_audience) as audience
    from steps
    left join said
        on steps.happened_at > said.created_at
    group by steps.step, steps.happened_at

)

select
    passed.step,
    passed.happened_at,
    (epoch(passed.happened_at) - epoch(totals.first_at)) / 3600.0 as hours_after,
    case when passed.happened_at is not null then passed.post_count end
    / nullif(totals.post_count, 0) as post_share_before,
    case when passed.happened_at is not null then coalesce(passed.audience, 0.0) end
    / nullif(totals.audience, 0) as audience_share_before
from passed
cross join totals
