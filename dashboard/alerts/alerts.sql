-- The ledger: alerts that were given, the newest first.
--
-- Grain: rule_name, subject
select
    a.rule_name,
    a.kind,
    a.level,
    a.subject,
    a.post_id,
    a.alerted_at,
    a.observed_value,
    coalesce(nullif(m.title, ''), m.text, a.subject) as about
from alerts as a
left join mentions as m on a.post_id = m.post_id and a.brand = m.brand
where a.brand = $brand
order by a.alerted_at desc, a.rule_name asc, a.subject asc
limit 100
