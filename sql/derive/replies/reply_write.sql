-- The replies of the touched conversations replace those held.
--
-- Reads: reply_rows, held. Leaves: reply_texts.
create or replace temp table reply_conversations as

select conversation_id
from reply_rows
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

insert into reply_texts by name
select *
from reply_rows
order by replied_at;
