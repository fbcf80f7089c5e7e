-- The five complaints with the most audience-hours, with their words.
--
-- Grain: turn_id
with

largest as (

    select
        silence_by_turn.brand,
        silence_by_turn.turn_id,
        silence_by_turn.status,
        silence_by_turn.waiting_hours,
        silence_by_turn.estimated_audience,
        silence_by_turn.silence_hours
    from silence_by_turn
    where
        silence_by_turn.brand = $brand
        and silence_by_turn.started_at >= $since
        and silence_by_turn.started_at < $until
        and (cast($source as varchar) is null or silence_by_turn.source = cast($source as varchar))
        and silence_by_turn.silence_hours > 0
    order by silence_by_turn.silence_hours desc, silence_by_turn.turn_id asc
    limit 5

)

select
    largest.turn_id,
    largest.status,
    largest.waiting_hours,
    largest.estimated_audience,
    largest.silence_hours,
    mentions.source,
    mentions.conversation_id,
    mentions.text,
    mentions.url
from largest
inner join mentions
    on
        largest.brand = mentions.brand
        and largest.turn_id = mentions.post_id
order by largest.silence_hours desc, largest.turn_id asc
