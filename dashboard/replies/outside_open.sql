-- Open complaints that were found by listening, before most people first; codes are masked.
--
-- Grain: turn_id
with

waiting as (

    select
        turns.turn_id,
        turns.source,
        turns.started_at,
        turns.wait_seconds,
        turns.estimated_audience
    from filtered_turns($brand, $since, $until, filters := $filters) as turns
    where
        turns.status = 'open'
        and turns.is_complaint
        and not turns.is_selected
        and not turns.is_addressed
    order by
        turns.estimated_audience desc nulls last,
        turns.turn_id asc
    limit $row_limit

)

select
    waiting.*,
    mask_codes(posts.text) as text
from waiting
inner join posts
    on
        posts.brand = $brand
        and waiting.turn_id = posts.post_id
        and waiting.started_at = posts.created_at
order by
    waiting.estimated_audience desc nulls last,
    waiting.turn_id asc
