-- Posts of the period whose risk passed the alert level, the largest first.
--
-- Grain: post_id
select
    w.post_id,
    w.created_at,
    w.hours_to_pass,
    w.viral_risk,
    w.share_count,
    w.projected_share_count,
    w.final_share_count,
    w.share_to_come,
    w.share_before_answer,
    w.answered_at,
    w.is_finished,
    m.conversation_id,
    m.url,
    m.source,
    coalesce(nullif(m.title, ''), m.text) as title_or_text
from early_warning as w
inner join mentions as m on w.post_id = m.post_id and w.brand = m.brand
where w.brand = $brand and w.created_at >= $since and w.created_at < $until
order by w.final_share_count desc, w.created_at desc
limit 25
