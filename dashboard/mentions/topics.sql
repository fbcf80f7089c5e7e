-- Topics that mentions of a brand have, the most frequent first.
--
-- Grain: topic
with

named as (

    select unnest(topics) as topic
    from mentions
    where brand = $brand

)

select
    topic,
    count(*) as mention_count
from named
group by topic
order by mention_count desc, topic asc
