-- Of them, what others wrote.
--
-- Over: chosen
-- Grain: post_id
select
    post_id,
    brand,
    source,
    conversation_id,
    direction,
    author_id,
    author_handle,
    author_name,
    author_followers,
    created_at,
    local_date,
    title,
    text,
    url,
    lang,
    rating,
    sentiment,
    polarity,
    label_polarity,
    is_complaint,
    complaint_reason,
    needs_reply,
    reply_reason,
    like_count,
    share_count,
    reply_count,
    view_count
from chosen
where direction = 'inbound'
