-- Finished posts at fixed ages, to learn from.
--
-- Grain: post_id, age_hours
create table viral_samples (
    post_id varchar not null,
    source varchar not null,
    author_id varchar,
    age_hours double not null,          -- one of the ages that viral_curves knows
    share_count double not null,
    before_count double not null,       -- shares a third of that age earlier
    final_count double not null,
    finished_week bigint                -- of the last snapshot, when the final count was known
)
