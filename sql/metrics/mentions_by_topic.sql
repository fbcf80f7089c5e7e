-- How often each topic is spoken of; a mention of several topics counts in each.
--
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: topic
--
-- topic          varchar  of the keyword table, or what a person says
-- mention_count  bigint   inbound mentions
with

named as (

    select unnest(topics) as topic
    from inbound_mentions(brand, since, until, filters := filters)

)

select
    topic,
    count(*) as mention_count
from named
group by topic
