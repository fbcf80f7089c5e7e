-- How fast a post was being shared at each snapshot, counters that fall read as standing still.
--
-- Grain: post_id, observed_at
create table viral_growth (
    post_id varchar not null,
    observed_at timestamptz not null,
    age_hours double not null,          -- since the post was published
    share_count double not null,        -- the highest seen until then
    before_count double,                -- shares a third of its age earlier; null: first snapshot
    before_hours double not null,       -- how much earlier that was
    snapshot_count bigint not null,     -- snapshots until then, this one included
    is_latest boolean not null,
    view_count double                   -- the highest seen until then; null: not given
)
