-- The held replies of the touched conversations go: what they are now is read anew.
--
-- Reads: reply_posts, held. Leaves: reply_texts.
create or replace temp table reply_conversations as

select conversation_id
from reply_posts
union
select conversation_id
from held;

delete from reply_texts
where
    conversation_key in (
        select id_key(touched.conversation_id)
        from reply_conversations as touched
    )
    and conversation_id in (
        select touched.conversation_id
        from reply_conversations as touched
    );
