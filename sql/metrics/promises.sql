-- What the brand promised in public replies, until when, and whether it was kept.
--
-- One row for each reply by a person that promises something, in English, German or Spanish
-- (promise_kind): the timed promise that falls due first, else the first. Money and service count
-- only with a time (promise_clock in the brand's time zone, promise_hours; the later of the two). A
-- promise without a time has 24 h.
-- Kept: of a reply or an update, the brand spoke again in time (ten minutes after the promise and
-- later); of all, the customer thanked after the time. Broken: the customer had to ask again within
-- the seven days after the time, before the brand spoke again (asked), or an update with a time
-- came late or never (late, silent). Unknown is the rest: calls, mails and payments are not public.
-- Pending: the time is not over yet. A promise belongs to the time of the customer's first turn.
--
-- Parameters: brand, since, until, filters := map {}, conversation := null
-- Grain: brand, post_id
--
-- brand            varchar                   key in earshot.toml
-- post_id          varchar                   the reply
-- conversation_id  varchar                   the thread
-- customer         varchar                   to whom
-- first_post_id    varchar                   of that customer's first turn there
-- source           varchar                   where
-- responder        varchar                   signature, else the account
-- made_at          timestamp with time zone  when it was said
-- kind             varchar                   call, reply, update, money, service
-- sentence         varchar                   the words, lower case, without links and handles
-- due_at           timestamp with time zone  until when; null: no time was named
-- allowed_at       timestamp with time zone  due_at, else 24 h after it was said
-- answered_at      timestamp with time zone  the brand's next word to that customer; null: none
-- asked_at         timestamp with time zone  the customer asked again after the time; null: never
-- thanked_at       timestamp with time zone  the customer thanked after the time; null: never
-- verdict          varchar                   kept, broken, pending, unknown
-- reason           varchar                   of broken: asked, late, silent; else null
with

steps as materialized (

    select said.*
    -- noqa: disable=LT05
    from conversation_steps(brand, since, until, filters := filters, conversation := conversation) as said
    -- noqa: enable=LT05
    where said.customer is not null

),

-- Whose first turn the period and filters keep.
firsts as materialized (

    select
        steps.conversation_id,
        steps.customer,
        arg_min(steps.post_id, steps.step_number) as first_post_id
    from steps
    where steps.step = 'turn'
    group by steps.conversation_id, steps.customer

),

kept as (

    select firsts.*
    from firsts
    where
        conversation is not null
        or firsts.first_post_id in (
            select turn_facts.turn_id
            from filtered_turn_facts(brand, since, until, filters := filters) as turn_facts
            where conversation is null
        )

),

-- Where the replies lie: four bytes a post tell, and no other text is read.
replies as materialized (

    select
        posts.post_id,
        posts.text,
        coalesce(posts.lang = 'en', false) as is_english,
        coalesce(posts.signature, posts.author_handle, posts.author_id) as responder
    from posts
    where
        posts.rowid in (
            select keyed.rowid
            from posts as keyed
            inner join steps
                on keyed.post_key = id_key(steps.post_id) and steps.is_human_answer
            where keyed.brand = brand
        )

),

-- Of each customer whom the reply answers.
given as materialized (

    select
        steps.brand,
        steps.post_id,
        steps.conversation_id,
        steps.customer,
        kept.first_post_id,
        steps.source,
        steps.created_at as made_at,
        steps.step_number,
        replies.responder,
        replies.text,
        replies.is_english,
        brands.time_zone
    from steps
    inner join kept
        on
            steps.conversation_id = kept.conversation_id
            and steps.customer = kept.customer
    inner join replies
        on steps.post_id = replies.post_id
    inner join brands
        on steps.brand = brands.brand
    where steps.is_human_answer

),

timed as (

    select
        given.* exclude (text, is_english, time_zone),
        said.kind,
        said.sentence,
        said.due_at
    from given
    inner join promised_sentences('given') as said
        on given.post_id = said.post_id

),

chosen as (

    select
        timed.*,
        coalesce(timed.due_at, timed.made_at + interval 24 hours) as allowed_at
    from timed
    where timed.due_at is not null or timed.kind in ('call', 'reply', 'update')
    qualify
        row_number() over (
            partition by timed.brand, timed.post_id
            order by timed.due_at nulls last, timed.sentence
        ) = 1

),

followed as (

    select
        chosen.post_id,
        min(later.created_at) filter (
            where later.is_human_answer and later.created_at >= chosen.made_at + interval 10 minutes
        ) as answered_at,
        min(later.created_at) filter (
            where later.is_human_answer and later.created_at > chosen.allowed_at
        ) as answered_after_at,
        min(later.created_at) filter (
            where
            later.step = 'nudge'
            and later.created_at > chosen.allowed_at
            and later.created_at <= chosen.allowed_at + interval 7 days
        ) as asked_at,
        min(later.created_at) filter (
            where later.step = 'thanks' and later.created_at > chosen.allowed_at
        ) as thanked_at
    from chosen
    inner join steps as later
        on
            chosen.conversation_id = later.conversation_id
            and chosen.customer = later.customer
            and chosen.step_number < later.step_number
    group by chosen.post_id

),

outcomes as (

    select
        chosen.*,
        followed.answered_at,
        followed.asked_at,
        followed.thanked_at,
        case
            when
                chosen.kind in ('reply', 'update') and followed.answered_at <= chosen.allowed_at
                then 'kept'
            when as_of.observed_until is null or chosen.allowed_at > as_of.observed_until
                then 'pending'
            when
                chosen.kind = 'update'
                and chosen.due_at is not null
                and (followed.asked_at is null or followed.answered_at <= followed.asked_at)
                and followed.answered_at is not null
                then 'late'
            when
                followed.asked_at is not null
                and (followed.thanked_at is null or followed.asked_at <= followed.thanked_at)
                and (
                    followed.answered_after_at is null
                    or followed.asked_at < followed.answered_after_at
                )
                then 'asked'
            when followed.thanked_at is not null then 'kept'
            when chosen.kind = 'update' and chosen.due_at is not null then 'silent'
            else 'unknown'
        end as outcome
    from chosen
    left join followed
        on chosen.post_id = followed.post_id
    left join as_of
        on
            chosen.brand = as_of.brand
            and chosen.source = as_of.source

)

select
    outcomes.brand,
    outcomes.post_id,
    outcomes.conversation_id,
    outcomes.customer,
    outcomes.first_post_id,
    outcomes.source,
    outcomes.responder,
    outcomes.made_at,
    outcomes.kind,
    outcomes.sentence,
    outcomes.due_at,
    outcomes.allowed_at,
    outcomes.answered_at,
    outcomes.asked_at,
    outcomes.thanked_at,
    case
        when outcomes.outcome in ('late', 'asked', 'silent') then 'broken' else outcomes.outcome
    end as verdict,
    case when outcomes.outcome in ('late', 'asked', 'silent') then outcomes.outcome end as reason
from outcomes
