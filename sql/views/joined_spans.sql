-- Spans in which a source was watched, those with at most so much between them joined into one.
--
-- Parameters: slack
-- Grain: source, since_at
--
-- source    varchar                   where the posts come from
-- since_at  timestamp with time zone  begin of the span
-- until_at  timestamp with time zone  end of the span
with

ordered as (

    select
        observations.source,
        observations.since_at,
        observations.until_at,
        max(observations.until_at) over (
            partition by observations.source
            order by observations.since_at, observations.until_at
            rows between unbounded preceding and 1 preceding
        ) as reached_at
    from observations

),

numbered as (

    select
        ordered.source,
        ordered.since_at,
        ordered.until_at,
        sum(case when ordered.since_at <= ordered.reached_at + slack then 0 else 1 end) over (
            partition by ordered.source
            order by ordered.since_at, ordered.until_at
            rows between unbounded preceding and current row
        ) as span_number
    from ordered

)

select
    numbered.source,
    min(numbered.since_at) as since_at,
    max(numbered.until_at) as until_at
from numbered
group by numbered.source, numbered.span_number
