-- Who waits, the worst first, with the words that wait.
--
-- $never: those never answered instead of those who still can be.
--
-- Grain: turn_id
with

listed as (

    select *
    from reply_queue($brand, filters := $filters)
    where is_never_answered = $never
    order by priority desc, sla_status = 'missed' desc, waiting_seconds desc, turn_id asc
    limit 200

)

select
    listed.*,
    mentions.author_handle,
    mentions.author_name,
    mentions.text,
    mentions.url
from listed
-- A turn begins with its first post: the moment keeps the search short.
inner join mentions
    on
        listed.brand = mentions.brand
        and listed.turn_id = mentions.post_id
        and listed.started_at = mentions.created_at
order by
    listed.priority desc, listed.sla_status = 'missed' desc, listed.waiting_seconds desc,
    listed.turn_id asc
