-- Replies that only asked back, with the complaint: what was there already first, then the newest.
--
-- Codes are masked: a screen shows nobody's booking.
--
-- Grain: turn_id
with

asked as (

    select *
    from asked_back($brand, $since, $until, filters := $filters)
    where is_asked_back
    order by
        is_needless desc,
        answered_at desc,
        turn_id asc
    limit $row_limit

)

select
    asked.*,
    mask_codes(complaints.text) as complaint_text,
    mask_codes(replies.text) as reply_text
from asked
inner join posts as complaints
    on
        complaints.brand = $brand
        and asked.turn_id = complaints.post_id
inner join posts as replies
    on
        replies.brand = $brand
        and asked.answer_post_id = replies.post_id
order by
    asked.is_needless desc,
    asked.answered_at desc,
    asked.turn_id asc
