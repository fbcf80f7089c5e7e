-- Begun, then dropped: what each of them asked last, the largest audience first.
--
-- Grain: conversation_id, customer
select
    begun.conversation_id,
    begun.customer,
    begun.begun_at,
    begun.waiting_since,
    begun.waiting_seconds,
    begun.answer_count,
    begun.nudge_count,
    begun.estimated_audience,
    mentions.source,
    mentions.text,
    mentions.url
from conversation_cases($brand, $since, $until, filters := $filters) as begun
inner join mentions
    on
        begun.brand = mentions.brand
        and begun.open_turn_id = mentions.post_id
        and begun.waiting_since = mentions.created_at
where begun.ending = 'dropped'
order by
    begun.estimated_audience desc nulls last,
    begun.waiting_seconds desc,
    begun.customer asc
limit 100
