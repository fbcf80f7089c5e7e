-- Turns that began in the period: where the filters keep a turn's first post, they keep the turn.
--
-- Over: inbound
-- Grain: turn_id
select
    turns.turn_id,
    turns.source,
    turns.sla_status
from turns
inner join inbound
    on
        turns.brand = inbound.brand
        and turns.turn_id = inbound.post_id
where not turns.is_selected
