-- Mentions of the brand that the filters keep, of any time.
--
-- Grain: post_id
select
    m.post_id,
    m.brand,
    m.source,
    m.conversation_id,
    m.direction,
    m.author_id,
    m.author_handle,
    m.author_name,
    m.author_followers,
    m.created_at,
    m.local_date,
    m.title,
    m.text,
    m.url,
    m.lang,
    m.rating,
    m.sentiment,
    m.polarity,
    m.label_polarity,
    m.scored_polarity,
    m.scored_topics,
    m.scored_reason,
    m.labelled_by,
    m.labelled_at,
    m.topics,
    m.is_complaint,
    m.complaint_reason,
    m.complaint_score,
    m.needs_reply,
    m.reply_reason,
    m.like_count,
    m.share_count,
    m.reply_count,
    m.view_count
from mentions as m
where
    m.brand = $brand
    and (cast($source as varchar) is null or m.source = cast($source as varchar))
    and (
        cast($words as varchar) is null
        or contains(lower(coalesce(m.title, '') || ' ' || m.text), lower(cast($words as varchar)))
    )
