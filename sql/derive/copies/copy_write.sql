-- Every post gets its group of copies; null: no other post says nearly the same.
--
-- Reads: copy_loose, copy_roots (label, copy_group: what is joined under which name), delta, posts.
-- Leaves: delta with its groups, posts.
create or replace temp table copy_moves as

select
    copy_loose.row_id,
    copy_roots.copy_group
from copy_loose
left join copy_roots
    on copy_loose.copy_band_1 = copy_roots.label
where copy_loose.row_id is not null
union
-- Members of a group that goes up in another one share no band with the batch themselves.
select
    posts.rowid as row_id,
    copy_roots.copy_group
from posts
inner join copy_roots
    on posts.copy_group = copy_roots.label
where
    copy_roots.copy_group <> copy_roots.label
    and posts.rowid not in (
        select copy_loose.row_id from copy_loose
        where copy_loose.row_id is not null
    );

update posts
set copy_group = copy_moves.copy_group
from copy_moves
where
    posts.rowid = copy_moves.row_id
    and posts.copy_group is distinct from copy_moves.copy_group;

-- In place: the rows of a large batch are many megabytes of text.
update delta
set copy_group = copy_roots.copy_group
from copy_roots
where delta.copy_band_1 = copy_roots.label;
