-- Who gave the scores of a period's mentions.
--
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: scorer, scorer_version
--
-- scorer          varchar  null: nobody, no scorer covers the language
-- scorer_version  varchar  null as above
-- mention_count   bigint   inbound mentions
select
    scorer,
    scorer_version,
    count(*) as mention_count
from inbound_mentions(brand, since, until, filters := filters)
group by scorer, scorer_version
