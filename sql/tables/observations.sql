-- Spans in which a source was watched; between them lie gaps.
--
-- Grain: source, since_at, until_at
create table observations (
    source varchar not null,
    since_at timestamptz not null,
    until_at timestamptz not null,
    run_id varchar not null
)
