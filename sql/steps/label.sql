-- Start of the walk to each post's conversation: what is known without walking.
--
-- A thread named by the source is the conversation; else a post without a parent is its own,
-- and a parent that is not held lends its id. The rest point at their parent and are resolved
-- by doubling: every round replaces a pointer by the pointer's pointer.
create or replace temp table chain as

select
    work.post_id,
    case
        when work.given_conversation_id is not null then work.given_conversation_id
        when work.parent_id is null then work.post_id
        when parents.post_id is null then work.parent_id
    end as label,
    work.parent_id as up
from work
left join work as parents
    on work.parent_id = parents.post_id;
