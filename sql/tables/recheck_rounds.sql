-- How far the round through all older posts of a source has come; it begins with the oldest.
--
-- Grain: source
create table recheck_rounds (
    source varchar not null,
    began_at timestamptz not null,
    reached_at timestamptz not null,    -- created_at of the last post asked for
    reached_id varchar not null         -- and its id: posts of one moment have an order
)
