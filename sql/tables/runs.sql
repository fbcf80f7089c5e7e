-- What every run did, source by source.
--
-- Grain: run_id, source
create table runs (
    run_id varchar not null,
    source varchar not null,
    command varchar not null,           -- load, ingest, demo, …
    started_at timestamptz not null,
    ended_at timestamptz not null,
    outcome varchar not null,           -- ok, unchanged, failed
    new_count bigint not null,
    changed_count bigint not null,
    same_count bigint not null,
    engagement_count bigint not null,
    rejected_count bigint not null,
    message varchar
)
