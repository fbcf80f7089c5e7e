-- When a rule would have alerted, over all of history: the replay that stands before every rule.
--
-- Each moment uses what was known then; only what a platform tells about an author is as of today.
-- Kinds, and what their level is:
--   spike    severity 1 .. 10 of an episode over all topics, by what was written so far, at the end
--            of the first quarter of an hour that reached it; none for what one account wrote
--   viral    viral risk 0 .. 100 of a post, at the first snapshot that reached it
--   silence  audience-hours of an unanswered complaint, when they add up to it
--   overdue  estimated audience of who still waits, and is not glad, when the target falls due
--   health   brand health, when a whole day ends below it and the day before did not
--   quiet    hours in which a source of the brand that is fetched was not watched, when they are
--            that many
-- Unless given, the kind is spike and the level that of alert_kinds.
--
-- Parameters: brand, kind, level
-- Grain: subject
--
-- subject           varchar                   episode, post_id, turn_id, day, or source and since
-- measure           varchar                   of a spike: mentions, complaints; else null
-- post_id           varchar                   of a post or turn; else null
-- happened_at       timestamp with time zone  when the subject began
-- alerted_at        timestamp with time zone  when the rule could first have known
-- observed_value    double                    on the scale of the level, at that moment
-- lead_hours        double                    before the peak, or nine tenths of shares; else null
-- harmful_audience  double                    of a post: people still to reach and hurt; else null
with

asked as (

    select
        brand as asked_brand,
        alert_kinds.kind as asked_kind,
        cast(coalesce(level, alert_kinds.default_level) as double) as asked_level
    from alert_kinds
    where alert_kinds.kind = coalesce(kind, 'spike')

),

spike_moments as (

    select
        concat(
            grown.measure, ' since ',
            utc_label(grown.started_at)
        ) as subject,
        grown.measure,
        cast(null as varchar) as post_id,
        grown.started_at as happened_at,
        greatest(min(grown.known_at), grown.detected_at) as alerted_at,
        min_by(grown.severity, grown.known_at) as observed_value,
        grown.peak_at + interval 15 minute as peaked_at,
        cast(null as double) as harmful_audience
    from spike_severity_by_quarter(brand) as grown
    cross join asked
    where asked.asked_kind = 'spike' and grown.severity >= asked.asked_level
    group by grown.measure, grown.started_at, grown.detected_at, grown.peak_at

),

snapshots as (

    select
        viral_risk_by_snapshot.post_id,
        viral_risk_by_snapshot.observed_at,
        viral_risk_by_snapshot.age_hours,
        viral_risk_by_snapshot.share_count,
        viral_risk_by_snapshot.viral_risk,
        viral_risk_by_snapshot.harmful_audience,
        max(viral_risk_by_snapshot.share_count) over (
            partition by viral_risk_by_snapshot.post_id
        ) as final_count
    from viral_risk_by_snapshot
    inner join asked
        on viral_risk_by_snapshot.brand = asked.asked_brand
    where asked.asked_kind = 'viral'

),

viral_moments as (

    select
        snapshots.post_id as subject,
        cast(null as varchar) as measure,
        snapshots.post_id,
        min(
            snapshots.observed_at - to_seconds(snapshots.age_hours * 3600)
        ) as happened_at,
        min(snapshots.observed_at) filter (
            where snapshots.viral_risk >= asked.asked_level
        ) as alerted_at,
        min_by(snapshots.viral_risk, snapshots.observed_at) filter (
            where snapshots.viral_risk >= asked.asked_level
        ) as observed_value,
        min(snapshots.observed_at) filter (
            where snapshots.share_count >= 0.9 * snapshots.final_count
        ) as peaked_at,
        min_by(snapshots.harmful_audience, snapshots.observed_at) filter (
            where snapshots.viral_risk >= asked.asked_level
        ) as harmful_audience
    from snapshots
    cross join asked
    group by snapshots.post_id
    having max(snapshots.viral_risk) >= any_value(asked.asked_level)

),

silence_moments as (

    select
        silence_by_turn.turn_id as subject,
        cast(null as varchar) as measure,
        silence_by_turn.turn_id as post_id,
        silence_by_turn.started_at as happened_at,
        silence_by_turn.started_at + to_seconds(
            3600 * asked.asked_level / silence_by_turn.estimated_audience
        ) as alerted_at,
        asked.asked_level as observed_value,
        cast(null as timestamptz) as peaked_at,
        cast(null as double) as harmful_audience
    from silence_by_turn
    inner join asked
        on silence_by_turn.brand = asked.asked_brand
    where
        asked.asked_kind = 'silence'
        and silence_by_turn.estimated_audience > 0
        and silence_by_turn.silence_hours >= asked.asked_level

),

overdue_moments as (

    select
        turns.turn_id as subject,
        cast(null as varchar) as measure,
        turns.turn_id as post_id,
        turns.started_at as happened_at,
        turns.due_at as alerted_at,
        turns.estimated_audience as observed_value,
        cast(null as timestamptz) as peaked_at,
        cast(null as double) as harmful_audience
    from turns
    inner join asked
        on turns.brand = asked.asked_brand
    where
        asked.asked_kind = 'overdue'
        and turns.sla_status = 'missed'
        and turns.polarity is distinct from 'positive'
        and not turns.is_selected
        and turns.estimated_audience >= asked.asked_level

),

quiet_moments as (

    select
        concat(quiet_spans.source, ' since ', utc_label(quiet_spans.since_at)) as subject,
        cast(null as varchar) as measure,
        cast(null as varchar) as post_id,
        quiet_spans.since_at as happened_at,
        quiet_spans.since_at + to_seconds(3600 * asked.asked_level) as alerted_at,
        asked.asked_level as observed_value,
        cast(null as timestamptz) as peaked_at,
        cast(null as double) as harmful_audience
    from quiet_spans
    inner join asked
        on quiet_spans.brand = asked.asked_brand
    where asked.asked_kind = 'quiet' and quiet_spans.hours >= asked.asked_level

),

known as (

    select
        as_of.brand,
        max(as_of.observed_until) as observed_until
    from as_of
    group by as_of.brand

),

days as (

    select
        brand_health_by_day.local_date,
        brand_health_by_day.brand_health,
        lag(brand_health_by_day.brand_health) over (
            order by brand_health_by_day.local_date
        ) as health_before,
        day_start(brand_health_by_day.local_date, brands.time_zone) as began_at,
        day_start(brand_health_by_day.local_date + 1, brands.time_zone) as ended_at,
        known.observed_until
    from brand_health_by_day
    inner join brands
        on brand_health_by_day.brand = brands.brand
    inner join known
        on brand_health_by_day.brand = known.brand
    inner join asked
        on brand_health_by_day.brand = asked.asked_brand
    where asked.asked_kind = 'health'

),

health_moments as (

    select
        cast(days.local_date as varchar) as subject,
        cast(null as varchar) as measure,
        cast(null as varchar) as post_id,
        days.began_at as happened_at,
        days.ended_at as alerted_at,
        days.brand_health as observed_value,
        cast(null as timestamptz) as peaked_at,
        cast(null as double) as harmful_audience
    from days
    cross join asked
    where
        days.ended_at <= days.observed_until
        and days.brand_health < asked.asked_level
        and coalesce(days.health_before >= asked.asked_level, true)

),

moments as (

    select * from spike_moments
    union all
    select * from viral_moments
    union all
    select * from silence_moments
    union all
    select * from overdue_moments
    union all
    select * from quiet_moments
    union all
    select * from health_moments

)

select
    moments.subject,
    moments.measure,
    moments.post_id,
    moments.happened_at,
    moments.alerted_at,
    moments.observed_value,
    (epoch(moments.peaked_at) - epoch(moments.alerted_at)) / 3600.0 as lead_hours,
    moments.harmful_audience
from moments
