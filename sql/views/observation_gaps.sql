-- Spans in which a source was not watched, between two in which it was: not zero, unknown.
--
-- Grain: source, since_at
--
-- source    varchar                   where the posts come from
-- since_at  timestamp with time zone  begin of the gap
-- until_at  timestamp with time zone  end of the gap
with

paired as (

    select
        observed_spans.source,
        observed_spans.until_at as since_at,
        lead(observed_spans.since_at) over (
            partition by observed_spans.source
            order by observed_spans.since_at
        ) as until_at
    from observed_spans

)

select
    paired.source,
    paired.since_at,
    paired.until_at
from paired
where paired.until_at > paired.since_at
