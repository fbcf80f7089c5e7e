-- Places for what a changed configuration makes us look at again.
create or replace temp table extra_conversations (conversation_id varchar);

-- Held posts that go, where a load is taken back.
create or replace temp table gone_posts (post_id varchar);

create or replace temp table reread_posts as

select *
from posts
where false;
