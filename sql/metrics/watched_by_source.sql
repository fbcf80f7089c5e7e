-- How long each source of a brand was watched in a period, and how much of the brand it held.
--
-- A source without a watched second and without a post tells nothing of the period: what was said
-- then is not known, which is not nothing.
--
-- Parameters: brand, since, until
-- Grain: source
--
-- source           varchar  in which the brand was ever mentioned
-- watched_seconds  double   of the period
-- missing_seconds  double   the others
-- post_count       bigint   posts about the brand in the period, its own too
with

named as (

    select
        posts.source,
        sum(cast(
            posts.created_at >= cast(since as timestamptz)
            and posts.created_at < cast(until as timestamptz) as bigint
        )) as post_count
    from posts
    where posts.brand = brand
    group by posts.source

),

watched as (

    select
        named.source,
        cast(any_value(named.post_count) as bigint) as post_count,
        coalesce(sum(greatest(
            0.0,
            epoch(least(observed_spans.until_at, cast(until as timestamptz)))
            - epoch(greatest(observed_spans.since_at, cast(since as timestamptz)))
        )), 0.0) as watched_seconds
    from named
    left join observed_spans
        on named.source = observed_spans.source
    group by named.source

)

select
    source,
    watched_seconds,
    epoch(cast(until as timestamptz)) - epoch(cast(since as timestamptz)) - watched_seconds
        as missing_seconds,
    post_count
from watched
