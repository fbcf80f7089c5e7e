-- Spans in which one source was not watched.
select
    observation_gaps.since_at,
    observation_gaps.until_at
from observation_gaps
where observation_gaps.source = $source
order by observation_gaps.since_at
