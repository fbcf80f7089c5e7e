-- How much of a post's reach so far was spent before the brand first answered.
--
-- From view counts as polled: the last poll at or before the answer against the newest. A turn
-- whose post was polled fewer than twice with views, or not before its answer, is left out:
-- nothing is known about it.
--
-- Grain: brand, turn_id
--
-- brand             varchar                   key in earshot.toml
-- turn_id           varchar                   post_id of the turn's first post
-- answered_at       timestamp with time zone  null: still waiting
-- views_before      bigint                    at the last poll before the answer
-- views_total       bigint                    at the newest poll
-- reached_share     double                    0 .. 1 of the reach so far, before the answer; null:
--                                             still waiting, which says nothing of a share
with

polls as (

    select
        turns.brand,
        turns.turn_id,
        turns.answered_at,
        engagement.observed_at,
        engagement.view_count
    from turns
    inner join engagement
        on turns.turn_id = engagement.post_id
    where engagement.view_count is not null and turns.status <> 'removed'

),

summed as (

    select
        polls.brand,
        polls.turn_id,
        polls.answered_at,
        max(polls.view_count) filter (
            where polls.answered_at is null or polls.observed_at <= polls.answered_at
        ) as views_before,
        max(polls.view_count) as views_total,
        count(*) as poll_count
    from polls
    group by polls.brand, polls.turn_id, polls.answered_at

)

select
    summed.brand,
    summed.turn_id,
    summed.answered_at,
    summed.views_before,
    summed.views_total,
    case
        when summed.answered_at is not null
            then summed.views_before / nullif(summed.views_total, 0)
    end as reached_share
from summed
where summed.poll_count >= 2 and summed.views_before is not null
