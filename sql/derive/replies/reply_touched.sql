-- The posts of the touched conversations, as far as replies are read out of them.
--
-- Reads: final_rows. Leaves: reply_sources.
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
from final_rows
where
    final_rows.conversation_id in (
        select written.conversation_id
        from final_rows as written
        where written.direction = 'outbound' and not written.is_automated
    );
