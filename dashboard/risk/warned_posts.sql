-- Posts of the period whose risk passed the alert level, the largest first.
--
-- Grain: post_id
select
    warned.*,
    mentions.conversation_id,
    mentions.url,
    mentions.source,
    coalesce(nullif(mentions.title, ''), mentions.text) as title_or_text
from early_warning as warned
inner join mentions
    on warned.post_id = mentions.post_id and warned.brand = mentions.brand
where warned.brand = $brand and warned.created_at >= $since and warned.created_at < $until
order by warned.final_share_count desc, warned.created_at desc
limit 25
