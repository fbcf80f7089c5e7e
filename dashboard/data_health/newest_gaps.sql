-- Spans in which a source was not watched, the newest first.
select
    observation_gaps.source,
    observation_gaps.since_at,
    observation_gaps.until_at
from observation_gaps
order by observation_gaps.until_at desc, observation_gaps.source asc
limit $row_limit
