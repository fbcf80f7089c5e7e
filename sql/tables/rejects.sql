-- Payloads that could not become a post, kept until they can.
--
-- Grain: reject_id
create table rejects (
    reject_id varchar not null,         -- of source, format and payload: the same twice is one
    source varchar not null,
    format varchar not null,            -- the preset or connector that refused it, and replays it
    reason varchar not null,
    payload json not null,
    place varchar not null,             -- posts.csv:12
    seen_at timestamptz not null,
    run_id varchar not null
)
