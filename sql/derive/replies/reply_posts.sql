-- Replies that people of the brand wrote in the touched conversations, each with what it answers.
--
-- What a brand posts of its own accord is no reply.
--
-- Reads: final_rows. Leaves: reply_posts.
create or replace temp table reply_posts as
with

begun as (

    select
        brand,
        conversation_id,
        min(created_at) as asked_at
    from final_rows
    where direction = 'inbound'
    group by
        brand,
        conversation_id

)

select
    replies.brand,
    replies.post_id,
    replies.conversation_id,
    replies.source,
    replies.created_at as replied_at,
    replies.text,
    coalesce(replies.signature, replies.author_handle, replies.author_id, replies.author_name)
        as responder,
    asked.author_name as asked_by,
    asked.text as asked_text
from final_rows as replies
left join final_rows as asked
    on
        replies.parent_id = asked.post_id
        and replies.brand = asked.brand
        and asked.direction = 'inbound'
left join begun
    on
        replies.brand = begun.brand
        and replies.conversation_id = begun.conversation_id
where
    replies.direction = 'outbound'
    and not replies.is_automated
    and replies.erased_at is null
    and (asked.post_id is not null or begun.asked_at <= replies.created_at);
