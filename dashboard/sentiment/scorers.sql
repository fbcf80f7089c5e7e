-- Who gave the scores of these mentions, the most first; null: nobody, no scorer covers it.
--
-- Over: inbound
-- Grain: scorer, scorer_version
select
    mentions.scorer,
    mentions.scorer_version,
    count(*) as mention_count
from inbound
inner join mentions
    on inbound.post_id = mentions.post_id and inbound.brand = mentions.brand
group by mentions.scorer, mentions.scorer_version
order by mention_count desc
