-- How much of each language a scorer covers.
--
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: lang
--
-- lang           varchar  declared or detected; unknown where it is not recognised
-- mention_count  bigint   inbound mentions
-- scored_count   bigint   of them scored
-- scored_share   double   0 .. 1
select
    coalesce(lang, 'unknown') as lang,
    count(*) as mention_count,
    count(polarity) as scored_count,
    count(polarity) / count(*) as scored_share
from inbound_mentions(brand, since, until, filters := filters)
group by coalesce(lang, 'unknown')
