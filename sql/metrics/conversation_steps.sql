-- Every post of a conversation as a step of what passed between a customer and the brand.
--
-- A customer is whoever has a turn there; everybody else is a bystander and moves no clock. A post
-- of the brand belongs to the customer whose post it replies to, and where no link tells to the
-- last who wrote before it. A reply dated before its parent stands right after it. The steps:
-- turn (the customer asks, for the first time, anew after thanks, or answers what the brand asked),
-- nudge (asks again although the next word was the brand's), more (goes on within ten minutes, of
-- either side), said (the customer asks nothing), thanks (also praise that asks nothing),
-- bystander, automated, reply, update (the brand speaks again before it is asked), opening (the
-- brand speaks first, or to a bystander).
-- A period keeps conversations by a customer's first turn, as filtered_turn_facts keeps it; where a
-- conversation is given, all of that one is shown, whatever the period and filters.
--
-- Parameters: brand, since, until, filters := map {}, conversation := null
-- Grain: brand, post_id
--
-- brand            varchar                   key in earshot.toml
-- conversation_id  varchar                   the thread
-- post_id          varchar                   source:id
-- source           varchar                   where it was said
-- created_at       timestamp with time zone  UTC
-- step_number      bigint                    place in the conversation, from 1, the oldest first
-- step             varchar                   turn, nudge, more, said, thanks, bystander, …
-- customer         varchar                   whose matter it is; null: of a bystander or an opening
-- is_human_answer  boolean                   by the brand, no machine, to a customer
-- asks_back        boolean                   of such an answer: it asks for something; else null
-- last_brand_at    timestamp with time zone  the brand's last word to that customer before; null:
--                                            none
-- gap_seconds      double                    since the step before in the same matter, machines and
--                                            bystanders left out; null: the first
-- removed_at       timestamp with time zone  null: it stands
with

kept as (

    select distinct
        turn_facts.brand,
        turn_facts.conversation_id,
        turn_facts.conversation_key
    from filtered_turn_facts(brand, since, until, filters := filters) as turn_facts
    where conversation is null and coalesce(turn_facts.turn_number, 1) = 1
    union all
    select
        brand,
        conversation as conversation_id,
        id_key(conversation) as conversation_key
    where conversation is not null

),

-- Four bytes a post tell where the posts lie: nothing else is read of all the others.
places as (

    select posts.rowid as place
    from posts
    where posts.conversation_key in (select kept.conversation_key from kept)

),

thread as (

    select
        posts.brand,
        posts.conversation_id,
        posts.post_id,
        posts.parent_id,
        posts.source,
        posts.created_at,
        posts.direction = 'outbound' as is_brand,
        posts.is_automated,
        posts.reply_reason is not null as is_asking,
        posts.reply_reason is not null and posts.reply_reason <> 'answered' as is_pressing,
        posts.direction = 'inbound'
        and coalesce(posts.reply_reason, 'answered') = 'answered'
        and (
            coalesce(posts.reply_cue, '') = 'thanks'
            or posts.reply_cue is null and coalesce(posts.polarity, '') = 'positive'
        ) as is_thanks,
        case
            when posts.direction = 'outbound' and not posts.is_automated then asks_back(posts.text)
        end as asks_back,
        posts.removed_at,
        coalesce(posts.author_id, posts.author_handle, 'post ' || posts.post_id) as author_key
    from posts
    where
        posts.direction is not null
        and posts.rowid in (select places.place from places)
        and (posts.brand, posts.conversation_id) in (
            select
                kept.brand,
                kept.conversation_id
            from kept
        )

),

customers as (

    select distinct
        thread.brand,
        thread.conversation_id,
        thread.author_key
    from thread
    where not thread.is_brand and thread.is_asking

),

placed as (

    select
        thread.*,
        greatest(thread.created_at, parents.created_at) as placed_at,
        customers.author_key as own_matter,
        case when thread.is_brand and not parents.is_brand then parents.author_key end
            as answered_author
    from thread
    left join thread as parents
        on
            thread.brand = parents.brand
            and thread.conversation_id = parents.conversation_id
            and thread.parent_id = parents.post_id
            and thread.is_brand
    left join customers
        on
            thread.brand = customers.brand
            and thread.conversation_id = customers.conversation_id
            and thread.author_key = customers.author_key
            and not thread.is_brand

),

numbered as (

    select
        placed.*,
        row_number() over (
            partition by placed.brand, placed.conversation_id
            order by placed.placed_at, placed.is_brand, placed.created_at, placed.post_id
        ) as step_number
    from placed

),

matters as (

    select
        numbered.* exclude (own_matter, answered_author),
        case
            when not numbered.is_brand then numbered.own_matter
            when numbered.answered_author is not null then customers.author_key
            else last_value(numbered.own_matter ignore nulls) over (
                partition by numbered.brand, numbered.conversation_id
                order by numbered.step_number
                rows between unbounded preceding and current row
            )
        end as customer
    from numbered
    left join customers
        on
            numbered.brand = customers.brand
            and numbered.conversation_id = customers.conversation_id
            and numbered.answered_author = customers.author_key

),

-- What a machine says and what bystanders say lies between no two steps.
followed as (

    select
        matters.*,
        matters.is_brand and not matters.is_automated and matters.customer is not null
            as is_human_answer,
        lag(matters.is_brand) over matter as after_brand,
        lag(matters.is_thanks) over matter as after_thanks,
        lag(matters.asks_back) over matter as after_question,
        epoch(matters.placed_at) - epoch(lag(matters.placed_at) over matter) as gap_seconds,
        max(matters.placed_at) filter (where matters.is_brand) over (
            matter
            rows between unbounded preceding and 1 preceding
        ) as last_brand_at
    from matters
    window matter as (
        partition by
            matters.brand, matters.conversation_id, matters.customer, matters.is_automated
        order by matters.step_number
    )

)

select
    followed.brand,
    followed.conversation_id,
    followed.post_id,
    followed.source,
    followed.created_at,
    followed.step_number,
    case
        when followed.is_automated then 'automated'
        when followed.customer is null and followed.is_brand then 'opening'
        when followed.customer is null then 'bystander'
        when
            followed.is_brand = followed.after_brand
            and followed.gap_seconds <= 600
            and not followed.after_thanks
            and (followed.is_brand or followed.is_pressing)
            then 'more'
        when followed.is_brand and followed.after_brand then 'update'
        when followed.is_brand then 'reply'
        when followed.after_brand is null then 'turn'
        when followed.is_thanks then 'thanks'
        when not followed.is_pressing then 'said'
        when
            followed.after_thanks
            or followed.after_brand and followed.after_question
            then 'turn'
        else 'nudge'
    end as step,
    followed.customer,
    followed.is_human_answer,
    case when followed.is_human_answer then followed.asks_back end as asks_back,
    case when followed.customer is not null then followed.last_brand_at end as last_brand_at,
    case when followed.customer is not null then followed.gap_seconds end as gap_seconds,
    followed.removed_at
from followed
