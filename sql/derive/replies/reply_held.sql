-- Every post of conversations in which a brand wrote, as if all were touched: once, for a warehouse
-- of an Earshot that did not keep replies.
--
-- Reads: posts. Leaves: final_rows, held (empty: nothing of them is kept yet).
create or replace temp table held as

select posts.conversation_id
from posts
where false;

create or replace temp table final_rows as

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
