-- What people asked to be told: by earshot.toml, as the last run had it, and on the page.
--
-- Grain: rule_name, brand
create table alert_rules (
    rule_name varchar not null,
    brand varchar not null,
    kind varchar not null,              -- spike, viral, silence, health
    level double not null,              -- severity, risk, audience-hours, brand health
    origin varchar not null,            -- file, page
    tell varchar[],                     -- keys of the people who are told at once
    cool_down_minutes integer,          -- between two messages to one of them
    critical_level double,              -- from here on no quiet hours hold it back
    escalate_to varchar[],              -- who is told if nobody takes it …
    escalate_minutes integer            -- … so long after the first message
)
