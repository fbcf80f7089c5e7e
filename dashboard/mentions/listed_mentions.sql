-- Mentions of a list by name, the newest first; between the moments of its first and last.
--
-- Grain: post_id
select mentions.*
from mentions
where
    mentions.brand = $brand
    and mentions.post_id in $post_ids
    and mentions.created_at >= $since
    and mentions.created_at <= $until
order by
    mentions.created_at desc,
    mentions.post_id asc
