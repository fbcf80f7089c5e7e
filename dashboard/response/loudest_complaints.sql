-- The five complaints with the most audience-hours, with their words.
--
-- Grain: turn_id
with

loudest as (

    select *
    from filtered_silence($brand, $since, $until, filters := $filters)
    where silence_hours > 0
    order by silence_hours desc, turn_id asc
    limit 5

)

select
    loudest.*,
    mentions.conversation_id,
    mentions.text,
    mentions.url
from loudest
inner join mentions
    on
        loudest.brand = mentions.brand
        and loudest.turn_id = mentions.post_id
        and loudest.started_at = mentions.created_at
order by loudest.silence_hours desc, loudest.turn_id asc
