-- Mentions of the brand that the filters keep, of any time.
--
-- $1 brand, $4 source or null, $5 text or null
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
    m.needs_reply,
    m.reply_reason,
    m.like_count,
    m.share_count,
    m.reply_count,
    m.view_count
from mentions as m
where
    m.brand = $1
    and (cast($4 as varchar) is null or m.source = cast($4 as varchar))
    and (
        cast($5 as varchar) is null
        or contains(lower(coalesce(m.title, '') || ' ' || m.text), lower(cast($5 as varchar)))
    )
