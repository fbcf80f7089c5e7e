-- The waiting complaint with the most audience-hours.
--
-- Grain: one row, none when no complaint waits
with

loudest as (

    select *
    from open_turns($brand, filters := $filters)
    where silence_hours > 0 and not is_never_answered
    order by silence_hours desc
    limit 1

)

select
    loudest.*,
    mentions.text,
    mentions.url
from loudest
-- A turn begins with its first post: the moment keeps the search short.
inner join mentions
    on
        loudest.brand = mentions.brand
        and loudest.turn_id = mentions.post_id
        and loudest.started_at = mentions.created_at
