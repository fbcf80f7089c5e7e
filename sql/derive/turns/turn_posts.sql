-- Inbound posts that ask for an answer, each with the moment the brand answered it.
--
-- Reads: final_rows. Leaves: pending, turn_members (empty).
create or replace temp table replies as

select
    brand,
    conversation_id,
    parent_id,
    post_id,
    created_at,
    coalesce(signature, author_handle, author_id, author_name) as responder
from final_rows
where direction = 'outbound' and not is_automated;

create or replace temp table asking as

select
    brand,
    conversation_id,
    coalesce(author_id, author_handle, 'post ' || post_id) as author_key,
    post_id,
    author_id,
    author_followers,
    source,
    lang,
    topics,
    created_at,
    reply_reason,
    is_complaint,
    polarity,
    sentiment,
    removed_at,
    estimated_audience(view_count, author_followers) as estimated_audience
from final_rows
where direction = 'inbound' and reply_reason is not null;

-- A linked reply answers whatever its clock says: dated before its parent, the wait is zero.
-- Without a link the next reply in the conversation answers.
create or replace temp table answers as
with

linked as (

    select
        asking.brand,
        asking.post_id,
        greatest(replies.created_at, asking.created_at) as answered_at,
        replies.post_id as answer_post_id,
        replies.responder
    from asking
    inner join replies
        on
            asking.brand = replies.brand
            and asking.post_id = replies.parent_id

),

unlinked as (

    select
        asking.brand,
        asking.post_id,
        replies.created_at as answered_at,
        replies.post_id as answer_post_id,
        replies.responder
    from asking
    inner join replies
        on
            asking.brand = replies.brand
            and asking.conversation_id = replies.conversation_id
            and asking.created_at <= replies.created_at
    where replies.parent_id is null
    qualify
        row_number() over (
            partition by asking.brand, asking.post_id
            order by replies.created_at, replies.post_id
        ) = 1

),

every_answer as (

    select *
    from linked
    union all
    select *
    from unlinked

)

select *
from every_answer
qualify
    row_number() over (
        partition by brand, post_id
        order by answered_at, answer_post_id
    ) = 1;

create or replace temp table pending as

select
    asking.*,
    answers.answered_at,
    answers.answer_post_id,
    answers.responder
from asking
left join answers
    on
        asking.brand = answers.brand
        and asking.post_id = answers.post_id;

-- Declared, not selected from nothing: what is inserted in bulk into a table that began as an empty
-- `create table as` of the same transaction cannot be read before the commit (DuckDB 2.0.0).
create or replace temp table turn_members (
    brand varchar,
    conversation_id varchar,
    author_key varchar,
    post_id varchar,
    author_id varchar,
    author_followers bigint,
    source varchar,
    lang varchar,
    topics varchar[],
    created_at timestamptz,
    reply_reason varchar,
    is_complaint boolean,
    polarity varchar,
    sentiment double,
    removed_at timestamptz,
    estimated_audience double,
    answered_at timestamptz,
    answer_post_id varchar,
    responder varchar,
    turn_number integer
);
