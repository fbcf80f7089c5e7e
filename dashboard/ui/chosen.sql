-- Mentions that the filters and the period keep.
--
-- Over: heard
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
    scored_polarity,
    scored_topics,
    scored_reason,
    labelled_by,
    labelled_at,
    topics,
    is_complaint,
    complaint_reason,
    complaint_score,
    needs_reply,
    reply_reason,
    like_count,
    share_count,
    reply_count,
    view_count
from heard
where created_at >= $since and created_at < $until
