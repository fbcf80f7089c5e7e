-- Posts as the Mentions page shows them; conditions of facets go where the mark is.
--
-- Over: chosen
-- Grain: post_id
select
    m.post_id,
    m.created_at,
    m.source,
    m.direction,
    m.author_name,
    m.author_handle,
    m.author_followers,
    m.title,
    m.text,
    m.lang,
    m.polarity,
    m.label_polarity,
    m.scored_polarity,
    m.scored_topics,
    m.scored_reason,
    m.labelled_by,
    m.labelled_at,
    m.topics,
    m.sentiment,
    m.is_complaint,
    m.complaint_reason,
    m.complaint_score,
    m.needs_reply,
    m.reply_reason,
    m.rating,
    m.share_count,
    m.like_count,
    m.reply_count,
    m.conversation_id,
    m.url
from chosen as m
where
    true
    /*facets*/
order by m.created_at desc, m.post_id asc
limit $page_size offset $skipped
