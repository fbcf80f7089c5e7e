-- Every alert that was given, once; marks by people are kept apart.
--
-- Grain: rule_name, brand, subject
create table alerts (
    rule_name varchar not null,         -- as earshot.toml or the page calls it
    brand varchar not null,
    kind varchar not null,              -- spike, viral, silence, health
    level double not null,              -- of the rule, when it alerted
    subject varchar not null,           -- what it is about: an episode, a post, a turn, a day
    measure varchar,                    -- of a spike: mentions, complaints
    post_id varchar,                    -- of a post or turn
    happened_at timestamptz not null,   -- when the subject began
    alerted_at timestamptz not null,    -- when the rule could first have known
    recorded_at timestamptz not null,   -- when it was written here
    observed_value double not null      -- on the scale of the level, at that moment
)
