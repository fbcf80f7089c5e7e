-- Start of the walk to each post's conversation: what is known without walking.
--
-- A post belongs where its parent belongs. Where the parent is not held, or there is none, the
-- thread that the source names is the conversation, else the missing parent's id, else its own.
-- The rest point at their parent and are resolved by doubling: every round replaces a pointer by
-- the pointer's pointer.
create or replace temp table chain as

select
    work.post_id,
    case
        when parent_posts.post_id is null
            then coalesce(work.given_conversation_id, work.parent_id, work.post_id)
    end as label,
    parent_posts.post_id as up
from work
left join work as parent_posts
    on work.parent_id = parent_posts.post_id;
