-- Observed against expected, hour by hour, over all topics; the view volume_by_hour reads it.
--
-- Grain: brand, measure, hour_at
create table volume_hours (
    brand varchar not null,
    measure varchar not null,           -- mentions, complaints
    hour_at timestamptz not null,       -- start of the hour, UTC
    observed_count bigint,              -- null: nothing was watched and nothing came
    expected_count double,              -- from what was watched; null: too little history
    expected_low double,                -- 95 % of ordinary hours lie between low and high
    expected_high double,
    is_gap boolean not null
)
