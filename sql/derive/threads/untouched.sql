-- What the steps after the threads read, where a batch touches no conversation.
--
-- Leaves: held and final_rows, empty.
create or replace temp table held as

select
    posts.*,
    posts.rowid as row_id
from posts
where false;

create or replace temp table final_rows as

select held.* exclude (row_id)
from held;
