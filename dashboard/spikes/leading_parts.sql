-- Topics, sources, languages and authors of a spike: the over-represented, and the busiest.
--
-- Grain: dimension, part_value
with

placed as (

    select
        *,
        row_number() over (
            partition by dimension
            order by is_over_represented desc, post_count desc, part_value asc
        ) as place
    from spike_parts($brand, $measure, $started_at, topic := $topic)

)

select *
from placed
where place <= 5
order by list_position(['topic', 'source', 'language', 'author'], dimension), place
