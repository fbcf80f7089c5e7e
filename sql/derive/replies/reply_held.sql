-- Every post of conversations in which a brand wrote, as if all were touched: once, for a warehouse
-- of an Earshot that did not keep replies.
--
-- Reads: posts. Leaves: reply_sources.
create or replace temp table reply_sources as

select
    brand,
    post_id,
    conversation_id,
    parent_id,
    source,
    direction,
    is_automated,
    erased_at,
    created_at,
    text,
    signature,
    author_id,
    author_handle,
    author_name
from posts
where
    posts.conversation_id in (
        select written.conversation_id
        from posts as written
        where written.direction = 'outbound' and not written.is_automated
    );
