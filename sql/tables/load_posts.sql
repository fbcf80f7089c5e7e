-- What each load of a file brought or found, post by post, so that it can be taken back.
--
-- Grain: run_id, post_id
create table load_posts (
    run_id varchar not null,
    post_id varchar not null,
    change varchar not null,            -- new, changed, same
    loaded_at timestamptz not null
)
