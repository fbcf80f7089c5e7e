-- Which held posts were looked for again of late, and which of them were not there.
--
-- Small: of the young ones that were asked for, and of any that are missing.
--
-- Grain: post_id
create table rechecks (
    post_id varchar not null,           -- source:id
    source varchar not null,
    created_at timestamptz not null,    -- of the post
    checked_at timestamptz not null,    -- when it was asked for last
    missed_at timestamptz               -- when it was first missing; null: it was there
)
