-- The posts that travelled furthest.
--
-- Grain: post_id
select
    post_id,
    created_at,
    source,
    coalesce(nullif(title, ''), text) as title_or_text,
    polarity,
    share_count,
    view_count,
    conversation_id,
    url
from inbound_mentions($brand, $since, $until, filters := $filters)
where share_count > 0
order by share_count desc, created_at desc
limit 5
