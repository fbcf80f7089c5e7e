-- Every text held, to be read again: the scorer is another.
--
-- Leaves: reread_posts.
-- What the batch writes anyway is read with it.
update merged set is_text_changed = true
where is_changed;

create or replace temp table reread_posts as

select *
from posts
where
    erased_at is null
    and post_id not in (
        select merged.post_id from merged
        where merged.is_changed
    )
qualify
    row_number() over (
        partition by post_id
        order by rowid
    ) = 1;
