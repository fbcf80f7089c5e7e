-- Every text held, to be read again: the scorer is another.
--
-- Leaves: reread_posts.
create or replace temp table reread_posts as

select *
from posts
where post_id not in (select merged.post_id from merged)
qualify
    row_number() over (
        partition by post_id
        order by rowid
    ) = 1;
