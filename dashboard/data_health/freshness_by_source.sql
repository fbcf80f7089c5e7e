-- Sources, those known for the shortest time first.
--
-- Grain: source
select
    source,
    kind,
    last_success_at,
    observed_until,
    failure_count,
    last_error,
    gap_hours,
    expected_count,
    loaded_count,
    rejected_count
from freshness_by_source
order by observed_until nulls first, source
