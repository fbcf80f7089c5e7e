-- What the brand answered, not by a machine, to the posts of one spike.
--
-- A post of its own below a post of the spike; and where no source says what is below what, the
-- answer to a turn that a post of the spike began.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: post_id
--
-- post_id          varchar                   source:id of the answer
-- created_at       timestamp with time zone  UTC
-- conversation_id  varchar                   the thread
-- answered_id      varchar                   the post of the spike that it answers
with

said as (

    select cohort.post_id
    from spike_cohort(brand, measure, started_at, topic := topic) as cohort
    where cohort.is_spike

),

answers as (

    select
        posts.post_id,
        posts.created_at,
        posts.conversation_id,
        posts.parent_id as answered_id
    from posts
    where
        posts.brand = brand
        and posts.direction = 'outbound'
        and not posts.is_automated
        -- Numbers first: of the texts only what may be one is then read.
        and posts.parent_key in (select id_key(said.post_id) from said)
        and posts.parent_id in (select said.post_id from said)
    union all
    select
        turns.answer_post_id as post_id,
        turns.answered_at as created_at,
        turns.conversation_id,
        turns.turn_id as answered_id
    from turns
    where
        turns.brand = brand
        and turns.answered_at is not null
        and (started_at is null or turns.started_at >= cast(started_at as timestamptz))
        and turns.turn_id in (select said.post_id from said)

)

select
    answers.post_id,
    min(answers.created_at) as created_at,
    min(answers.conversation_id) as conversation_id,
    min(answers.answered_id) as answered_id
from answers
group by answers.post_id
