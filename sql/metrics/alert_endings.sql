-- Which of the alerts that were given are over: what they told of has ended.
--
-- A spike is over when it no longer runs; a post, when its risk is below the level or nobody
-- follows it any more; a silence and a missed target, when the turn is answered or taken back; a
-- low health, when a later day is at the level again; a quiet source, when it was watched again; an
-- issue, two weeks after, or when a person calls it known or done.
--
-- Of those since a moment; null: of all.
--
-- Parameters: alerted_since
-- Grain: brand, rule_name, subject
--
-- brand      varchar  key in earshot.toml
-- rule_name  varchar  as earshot.toml or the page calls it
-- subject    varchar  an episode, a post, a turn, a day, a source
-- kind       varchar  of alert_kinds
-- is_over    boolean  it has ended
with

asked as (

    select *
    from given_alerts
    where
        alerted_since is null
        or given_alerts.alerted_at >= cast(alerted_since as timestamptz)

),

-- Those that still go on, by what each kind looks at.
going as (

    select asked.*
    from asked
    inner join spikes
        on
            asked.brand = spikes.brand
            and asked.subject = concat(spikes.measure, ' since ', utc_label(spikes.started_at))
    where asked.kind = 'spike' and spikes.topic is null and spikes.is_running
    union all
    select asked.*
    from asked
    left join issue_states
        on
            asked.brand = issue_states.brand
            and starts_with(asked.subject, issue_states.term || ' since ')
    where
        asked.kind = 'issue'
        and coalesce(issue_states.state, 'watching') = 'watching'
        and asked.alerted_at > (
            select max(as_of.observed_until) - interval 14 day
            from as_of
            where as_of.brand = asked.brand
        )
    union all
    select asked.*
    from asked
    inner join live_risk
        on
            asked.brand = live_risk.brand
            and asked.post_id = live_risk.post_id
    where asked.kind = 'viral' and live_risk.viral_risk >= asked.level
    union all
    select asked.*
    from asked
    inner join turns
        on
            asked.brand = turns.brand
            and asked.post_id = turns.turn_id
    where asked.kind in ('silence', 'overdue') and turns.status = 'open'
    union all
    select asked.*
    from asked
    where
        asked.kind = 'health'
        and not exists (
            select 1
            from brand_health_by_day as later
            where
                asked.brand = later.brand
                and asked.subject < cast(later.local_date as varchar)
                and asked.level <= later.brand_health
        )
    union all
    select asked.*
    from asked
    inner join quiet_spans
        on
            asked.brand = quiet_spans.brand
            and asked.subject
            = concat(quiet_spans.source, ' since ', utc_label(quiet_spans.since_at))
    inner join sources
        on
            quiet_spans.source = sources.source
            and quiet_spans.since_at = sources.observed_until
    where asked.kind = 'quiet' and sources.failure_count > 0

)

select
    asked.brand,
    asked.rule_name,
    asked.subject,
    asked.kind,
    not exists (
        select 1
        from going
        where
            going.brand = asked.brand
            and going.rule_name = asked.rule_name
            and going.subject = asked.subject
    ) as is_over
from asked
