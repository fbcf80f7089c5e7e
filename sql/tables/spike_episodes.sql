-- Spikes as episodes; the view spikes reads it.
--
-- Grain: brand, measure, topic, started_at
create table spike_episodes (
    brand varchar not null,
    measure varchar not null,
    topic varchar not null,             -- '' for all topics together
    started_at timestamptz not null,
    detected_at timestamptz not null,
    peak_at timestamptz not null,
    last_at timestamptz not null,       -- end of the last quarter that stood out
    is_running boolean not null,
    observed_count bigint not null,
    expected_count double not null,
    peak_score double not null,
    author_count bigint,                -- null: no author is known
    largest_author_count bigint,        -- posts of the busiest; null: no author is known
    usual_day_count double,             -- of the brand, when it began; null: unknown
    adopted_at timestamptz              -- the level became usual; null: it did not
)
