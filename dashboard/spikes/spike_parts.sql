-- Topics, sources, languages and authors of a spike: the over-represented, and the busiest.
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
from spike_parts($brand, $measure, $started_at, topic := cast($topic as varchar))
qualify row_number() over (
    partition by dimension
    order by is_over_represented desc, post_count desc, part_value asc
) <= 5
order by
    case dimension when 'topic' then 1 when 'source' then 2 when 'language' then 3 else 4 end asc,
    is_over_represented desc, post_count desc, part_value asc
