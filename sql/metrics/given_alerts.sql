-- Alerts that were given, each once, with what each is about.
--
-- Grain: brand, rule_name, subject
--
-- brand           varchar                   key in earshot.toml
-- rule_name       varchar                   as earshot.toml or the page calls it
-- kind            varchar                   spike, viral, silence, health
-- level           double                    of the rule, when it alerted
-- subject         varchar                   an episode, a post, a turn, a day
-- post_id         varchar                   of a post or turn; else null
-- happened_at     timestamp with time zone  when the subject began
-- alerted_at      timestamp with time zone  when the rule could first have known
-- observed_value  double                    on the scale of the level, at that moment
-- about           varchar                   words of the post; else the subject
select
    alerts.brand,
    alerts.rule_name,
    alerts.kind,
    alerts.level,
    alerts.subject,
    alerts.post_id,
    alerts.happened_at,
    alerts.alerted_at,
    alerts.observed_value,
    coalesce(nullif(mentions.title, ''), mentions.text, alerts.subject) as about
from alerts
left join mentions
    on
        alerts.brand = mentions.brand
        and alerts.post_id = mentions.post_id
