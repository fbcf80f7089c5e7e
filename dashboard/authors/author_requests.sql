-- What one author asked of the brand, those that wait first, with both sides' words.
--
-- Grain: turn_id
with

listed as (

    select *
    from author_turns($brand, $author, filters := $filters)
    where not is_selected
    order by status = 'open' desc, is_complaint desc, started_at desc, turn_id asc
    limit $row_limit

)

select
    listed.*,
    coalesce(nullif(asked.title, ''), asked.text) as asked_text,
    replied.text as answer_text
from listed
inner join mentions as asked
    on
        asked.brand = $brand
        and listed.turn_id = asked.post_id
        and listed.started_at = asked.created_at
left join mentions as replied
    on
        replied.brand = $brand
        and listed.answer_post_id = replied.post_id
        and listed.answered_at = replied.created_at
order by
    listed.status = 'open' desc, listed.is_complaint desc, listed.started_at desc,
    listed.turn_id asc
