-- Of the texts held whose score is not this scorer's, the newest: no more than a run may ask.
--
-- A text that it does not cover is read once, to lose the score of the scorer before.
--
-- Reads: merged, reread_posts. Leaves: reread_posts.
-- Parameters: scorer, version, languages that it covers (none: all), number of texts
-- What the batch writes anyway is read with it.
update merged set is_text_changed = true
where is_changed;

create or replace temp table reread_posts as
with

others as (

    select *
    from posts
    where
        erased_at is null
        and (scorer is distinct from $1 or scorer_version is distinct from $2)
        and (scorer is not null or len($3::varchar[]) = 0 or list_contains($3::varchar[], lang))
        and coalesce(title, '') || text <> ''
        and post_id not in (
            select merged.post_id from merged
            where merged.is_changed
        )
        and post_id not in (select named.post_id from reread_posts as named)
    qualify
        row_number() over (
            partition by post_id
            order by rowid
        ) = 1
    order by created_at desc, post_id asc
    limit $4

)

select *
from reread_posts
union all
select *
from others;
