-- What people asked to be told: by earshot.toml, as the last run had it, and on the page.
--
-- Grain: rule_name, brand
create table alert_rules (
    rule_name varchar not null,
    brand varchar not null,
    kind varchar not null,              -- spike, viral, silence, health
    level double not null,              -- severity, risk, audience-hours, brand health
    origin varchar not null             -- file, page
)
