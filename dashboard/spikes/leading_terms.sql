-- What a spike is about: the seven surest words, then the five surest phrases.
--
-- Grain: term
with

placed as (

    select
        *,
        row_number() over (
            partition by is_phrase
            order by z_score desc, post_count desc, term asc
        ) as place
    from spike_terms($brand, $measure, $started_at, topic := $topic)

)

select *
from placed
where place <= 5 or (place <= 7 and not is_phrase)
order by is_phrase, place
