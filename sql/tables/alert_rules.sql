-- What people asked to be told, as earshot.toml had it when alerts were last evaluated.
--
-- Grain: rule_name, brand
create table alert_rules (
    rule_name varchar not null,
    brand varchar not null,
    kind varchar not null,              -- spike, viral, silence, health
    level double not null               -- severity, risk, audience-hours, brand health
)
