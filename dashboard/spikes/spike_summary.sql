-- One spike in figures.
--
-- Grain: one row
select
    s.post_count,
    s.author_count,
    s.unknown_author_count,
    s.largest_author_share,
    s.repost_share,
    s.near_copy_share,
    s.scored_count,
    s.negative_share,
    s.estimated_audience,
    s.unknown_audience_share,
    s.usual_post_count,
    m.post_id as first_post_id,
    m.created_at as first_at,
    m.source as first_source,
    m.conversation_id as first_conversation_id,
    coalesce(nullif(m.title, ''), m.text) as first_text
from spike_summary($brand, $measure, $started_at, topic := cast($topic as varchar)) as s
left join mentions as m on s.first_post_id = m.post_id and m.brand = $brand
