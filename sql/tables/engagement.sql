-- How far a post had spread, moment by moment.
--
-- Grain: post_id, observed_at
create table engagement (
    post_id varchar not null,
    observed_at timestamptz not null,
    like_count bigint,
    share_count bigint,
    reply_count bigint,
    view_count bigint
)
