-- The posts of this batch together with all held posts of the conversations they touch.
--
-- Reads: delta, extra_conversations. Leaves: touched, held, work.
create or replace temp table nodes as

select post_id as node
from delta
union
select parent_id as node
from delta
where parent_id is not null
union
select given_conversation_id as node
from delta
where given_conversation_id is not null;

-- A missing parent gives its id to the conversation of those who wait for it, so looking the
-- batch's own ids up among the conversations finds them.
create or replace temp table touched as

select posts.conversation_id
from posts
where
    posts.post_id in (select nodes.node from nodes)
    or posts.parent_id in (select delta.post_id from delta)
union
select nodes.node as conversation_id
from nodes
union
select extra_conversations.conversation_id
from extra_conversations;

create or replace temp table held_rows as

select posts.rowid as row_id
from posts
where posts.conversation_id in (select touched.conversation_id from touched);

create or replace temp table held as

select
    posts.*,
    posts.rowid as row_id
from posts
where posts.rowid in (select held_rows.row_id from held_rows);

create or replace temp table work as

select *
from delta
union all by name
select
    held.* exclude (
        brand, reply_key, signature, conversation_id, direction, is_quick_reply, is_automated,
        is_complaint, complaint_reason, needs_reply, reply_reason, local_date, row_id
    )
from held
where held.post_id not in (select delta.post_id from delta)
qualify row_number() over (partition by held.post_id order by held.row_id) = 1;
