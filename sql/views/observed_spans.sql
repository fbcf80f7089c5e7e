-- Spans in which a source was watched, those that touch or overlap joined into one.
--
-- Grain: source, since_at
--
-- source    varchar                   where the posts come from
-- since_at  timestamp with time zone  begin of the span
-- until_at  timestamp with time zone  end of the span
select
    spans.source,
    spans.since_at,
    spans.until_at
from joined_spans(interval 0 second) as spans
