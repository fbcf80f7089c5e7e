-- State of every source that ever delivered, cursor included.
--
-- Grain: source
create table sources (
    source varchar not null,
    kind varchar not null,              -- rss, hackernews, file
    cursor json not null,
    last_success_at timestamptz,
    last_attempt_at timestamptz,
    observed_until timestamptz,         -- up to when the source is known
    failure_count bigint not null,      -- in a row; 0 after a success
    last_error varchar
)
