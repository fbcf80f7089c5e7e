-- What some posts say, to be quoted.
--
-- Grain: post_id
select
    post_id,
    source,
    created_at,
    coalesce(nullif(title, ''), text) as title_or_text
from mentions
where
    brand = $brand
    and list_position($post_ids, post_id) > 0
