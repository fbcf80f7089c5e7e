-- Posts that ask with one of some words in the eight weeks about a day, the newest first.
--
-- Grain: post_id
select
    post_id,
    created_at,
    source,
    concat_ws(' ', title, text) as text,
    local_date >= $event_date as is_after
from asked($brand, $words, filters := $filters)
where
    is_hit
    and not is_spike
    and local_date >= $event_date - 56
    and local_date < $event_date + 56
order by
    created_at desc,
    post_id asc
limit $row_limit
