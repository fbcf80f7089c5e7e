-- Spans in which a source that is fetched was not watched, the one that lasts now included.
--
-- A file is no such source: nobody expects more of it. One that was never read tells nothing yet.
--
-- Grain: brand, source, since_at
--
-- brand     varchar                   key in earshot.toml, of a brand that was mentioned there
-- source    varchar                   where the posts come from
-- since_at  timestamp with time zone  up to when it was watched
-- until_at  timestamp with time zone  from when on it was watched again; the last attempt, if none
--                                     has worked since
-- hours     double                    how long that is
with

spans as (

    select
        observation_gaps.source,
        observation_gaps.since_at,
        observation_gaps.until_at
    from observation_gaps
    union all
    select
        sources.source,
        sources.observed_until as since_at,
        sources.last_attempt_at as until_at
    from sources
    where sources.failure_count > 0 and sources.last_attempt_at > sources.observed_until

),

heard as (

    select distinct
        posts.brand,
        posts.source
    from posts
    where posts.brand is not null

)

select
    heard.brand,
    spans.source,
    spans.since_at,
    spans.until_at,
    (epoch(spans.until_at) - epoch(spans.since_at)) / 3600.0 as hours
from spans
inner join sources
    on spans.source = sources.source
inner join heard
    on spans.source = heard.source
where sources.kind <> 'file'
