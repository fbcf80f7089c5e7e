-- How much of each language a scorer covers.
--
-- Over: inbound
-- Grain: lang
select
    coalesce(lang, 'unknown') as lang,
    count(*) as mention_count,
    count(polarity) as scored_count
from inbound
group by lang
order by mention_count desc
