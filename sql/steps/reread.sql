-- Places for what a changed configuration makes us look at again.
create or replace temp table extra_conversations (conversation_id varchar);

create or replace temp table reread (row_id bigint, post_id varchar);
