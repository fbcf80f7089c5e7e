-- What a spike is about: the seven surest words, then the five surest phrases.
--
-- Grain: term
select
    term,
    is_phrase,
    post_count,
    spike_post_count,
    post_share,
    usual_count,
    usual_post_count,
    usual_share,
    times_low,
    times_high,
    z_score,
    example_post_id
from spike_terms($brand, $measure, $started_at, topic := cast($topic as varchar))
qualify row_number() over (
    partition by is_phrase
    order by z_score desc, post_count desc, term asc
) <= case when is_phrase then 5 else 7 end
order by is_phrase asc, z_score desc, post_count desc, term asc
