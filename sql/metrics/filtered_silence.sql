-- Silence of each complaint that began in a period and that filters keep.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: brand, turn_id
-- Columns: silence_by_turn
select
    turns.brand,
    turns.turn_id,
    turns.source,
    turns.topics,
    turns.started_at,
    turns.status,
    turns.wait_seconds / 3600.0 as waiting_hours,
    turns.estimated_audience,
    silence_hours(turns.estimated_audience, turns.wait_seconds) as silence_hours
from filtered_turns(brand, since, until, filters := filters) as turns
where turns.is_complaint and not turns.is_selected
