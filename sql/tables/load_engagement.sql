-- Snapshots that each load of a file brought.
--
-- Grain: run_id, post_id, observed_at
create table load_engagement (
    run_id varchar not null,
    post_id varchar not null,
    observed_at timestamptz not null
)
