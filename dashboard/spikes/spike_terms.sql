-- What a spike is about: the seven surest words, then the five surest phrases.
--
-- $1 brand, $2 measure, $3 started at, $4 topic or null
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
from spike_terms($1, $2, $3, topic := cast($4 as varchar))
qualify row_number() over (
    partition by is_phrase
    order by z_score desc, post_count desc, term asc
) <= case when is_phrase then 5 else 7 end
order by is_phrase asc, z_score desc, post_count desc, term asc
