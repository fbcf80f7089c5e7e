-- One spike in figures, with its first post.
--
-- Grain: one row
select
    spike.*,
    mentions.created_at as first_at,
    mentions.source as first_source,
    mentions.author_id as first_author_id,
    mentions.conversation_id as first_conversation_id,
    coalesce(nullif(mentions.title, ''), mentions.text) as first_text
from spike_summary($brand, $measure, $started_at, topic := $topic) as spike
-- No post of a spike is older than it: the moment keeps the search short.
left join mentions
    on
        spike.first_post_id = mentions.post_id
        and mentions.brand = $brand
        and mentions.created_at >= $started_at
