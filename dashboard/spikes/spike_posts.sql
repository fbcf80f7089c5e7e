-- The posts that carried a spike, by shares and near-copies.
--
-- Grain: post_id
select
    s.post_id,
    s.created_at,
    s.source,
    s.share_count,
    s.copy_count,
    s.estimated_audience,
    s.is_repost,
    s.is_near_copy,
    m.conversation_id,
    m.url,
    coalesce(nullif(m.title, ''), m.text) as title_or_text
from spike_posts($brand, $measure, $started_at, topic := cast($topic as varchar)) as s
inner join mentions as m on s.post_id = m.post_id and m.brand = $brand
order by s.carried_count desc, s.created_at asc
limit 10
