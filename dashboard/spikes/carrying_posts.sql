-- The posts that carried a spike, by shares and near-copies.
--
-- Grain: post_id
select
    carried.*,
    mentions.conversation_id,
    mentions.url,
    coalesce(mentions.author_name, mentions.author_handle) as author_name,
    coalesce(nullif(mentions.title, ''), mentions.text) as title_or_text
from spike_posts($brand, $measure, $started_at, topic := $topic) as carried
-- The moment keeps the search short.
inner join mentions
    on
        carried.post_id = mentions.post_id
        and carried.created_at = mentions.created_at
        and mentions.brand = $brand
order by carried.carried_count desc, carried.created_at asc, carried.post_id asc
limit 20
