-- Topics, sources, languages and authors of a spike: the over-represented, and the busiest.
--
-- $1 brand, $2 measure, $3 started at, $4 topic or null
--
-- Grain: dimension, part_value
select
    dimension,
    part_value,
    part_name,
    post_count,
    post_share,
    usual_count,
    usual_share,
    times_low,
    times_high,
    is_over_represented
from spike_parts($1, $2, $3, topic := cast($4 as varchar))
qualify row_number() over (
    partition by dimension
    order by is_over_represented desc, post_count desc, part_value asc
) <= 5
order by
    case dimension when 'topic' then 1 when 'source' then 2 when 'language' then 3 else 4 end asc,
    is_over_represented desc, post_count desc, part_value asc
