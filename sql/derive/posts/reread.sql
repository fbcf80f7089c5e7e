-- Places for what a changed configuration makes us look at again.
create or replace temp table extra_conversations (conversation_id varchar);

create or replace temp table reread_posts as

select *
from posts
where false;
