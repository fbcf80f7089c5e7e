-- How far each source can be trusted: up to when it is known, what is missing, what was refused.
--
-- Grain: source
--
-- source           varchar                   where the posts come from
-- kind             varchar                   rss, hackernews, file
-- last_success_at  timestamp with time zone  last fetch or load that worked; null: none yet
-- last_attempt_at  timestamp with time zone  last one at all
-- observed_since   timestamp with time zone  begin of what was watched
-- observed_until   timestamp with time zone  up to when it is known; null: nothing yet
-- failure_count    bigint                    failed attempts in a row
-- last_error       varchar                   of the last failure in that row; null: none
-- gap_count        bigint                    spans not watched in between
-- gap_hours        double                    their length
-- expected_count   double                    posts at the rate of the watched hours, gaps filled
-- loaded_count     bigint                    posts held
-- rejected_count   bigint                    payloads refused and still kept
with

loaded as (

    select
        post_counts.source,
        post_counts.post_count as loaded_count
    from post_counts
    where post_counts.brand = ''

),

gaps as (

    select
        observation_gaps.source,
        count(*) as gap_count,
        sum(epoch(observation_gaps.until_at) - epoch(observation_gaps.since_at)) / 3600.0
            as gap_hours
    from observation_gaps
    group by observation_gaps.source

),

spans as (

    select
        observed_spans.source,
        min(observed_spans.since_at) as observed_since,
        sum(epoch(observed_spans.until_at) - epoch(observed_spans.since_at)) / 3600.0
            as watched_hours
    from observed_spans
    group by observed_spans.source

),

refused as (

    select
        rejects.source,
        count(*) as rejected_count
    from rejects
    group by rejects.source

)

select
    sources.source,
    sources.kind,
    sources.last_success_at,
    sources.last_attempt_at,
    spans.observed_since,
    sources.observed_until,
    sources.failure_count,
    sources.last_error,
    coalesce(gaps.gap_count, 0) as gap_count,
    coalesce(gaps.gap_hours, 0.0) as gap_hours,
    coalesce(loaded.loaded_count, 0)
    * (1.0 + coalesce(coalesce(gaps.gap_hours, 0.0) / nullif(spans.watched_hours, 0), 0.0))
        as expected_count,
    coalesce(loaded.loaded_count, 0) as loaded_count,
    coalesce(refused.rejected_count, 0) as rejected_count
from sources
left join loaded
    on sources.source = loaded.source
left join gaps
    on sources.source = gaps.source
left join spans
    on sources.source = spans.source
left join refused
    on sources.source = refused.source
