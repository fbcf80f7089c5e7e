-- Broken promises of the period, the newest first.
--
-- Grain: post_id
select
    promised.post_id,
    promised.conversation_id,
    promised.kind,
    promised.sentence,
    promised.responder,
    promised.made_at,
    promised.due_at,
    promised.reason,
    mentions.url
from promises($brand, $since, $until, filters := $filters) as promised
inner join mentions
    on
        promised.brand = mentions.brand
        and promised.post_id = mentions.post_id
        and promised.made_at = mentions.created_at
where promised.verdict = 'broken'
order by
    promised.made_at desc,
    promised.post_id asc
limit 100
