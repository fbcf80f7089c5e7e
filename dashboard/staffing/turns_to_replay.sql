-- Turns that ask for an answer, as a replay of the desk takes them; those taken back are left out.
select
    turns.started_at,
    turns.source,
    turns.is_complaint,
    turns.estimated_audience,
    turns.answered_at,
    turns.responder
from filtered_turns($brand, null, $until, filters := $filters) as turns
where turns.removed_at is null and not turns.is_selected
order by turns.started_at desc, turns.turn_id asc
limit $row_limit
