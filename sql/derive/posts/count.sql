-- Posts counted again where rows came, went or changed: what it costs follows the batch.
--
-- Reads: held, standing, final_rows, posts. Leaves: post_counts.
create or replace temp table count_changes as
with

changed as (

    select
        held.brand,
        held.source,
        held.kind,
        held.lang,
        held.direction,
        held.created_at,
        -1 as change
    from held
    left join standing
        on held.row_id = standing.row_id
    where standing.row_id is null and held.brand is not null
    union all
    select
        final_rows.brand,
        final_rows.source,
        final_rows.kind,
        final_rows.lang,
        final_rows.direction,
        final_rows.created_at,
        1 as change
    from final_rows
    left join standing
        on
            final_rows.post_id = standing.post_id
            and final_rows.brand is not distinct from standing.brand
    where standing.row_id is null and final_rows.brand is not null

),

once as (

    select
        held.source,
        -1 as change
    from held
    group by held.source, held.post_id
    union all
    select
        final_rows.source,
        1 as change
    from final_rows
    group by final_rows.source, final_rows.post_id

)

select
    brand,
    source,
    kind,
    lang,
    direction,
    sum(change) as post_count,
    min(created_at) filter (where change = -1) as left_at,
    min(created_at) filter (where change = 1) as came_at
from changed
group by
    brand,
    source,
    kind,
    lang,
    direction
union all by name
select
    '' as brand,
    source,
    '' as kind,
    sum(change) as post_count
from once
group by source;

create or replace temp table counted as

select
    coalesce(post_counts.brand, changes.brand) as brand,
    coalesce(post_counts.source, changes.source) as source,
    coalesce(post_counts.kind, changes.kind) as kind,
    coalesce(post_counts.lang, changes.lang) as lang,
    coalesce(post_counts.direction, changes.direction) as direction,
    coalesce(post_counts.post_count, 0) + coalesce(changes.post_count, 0) as post_count,
    least(post_counts.earliest_at, changes.came_at) as earliest_at,
    -- The first of them has left, and nothing as old came: who is first now, the posts tell.
    coalesce(
        changes.left_at <= post_counts.earliest_at
        and coalesce(changes.came_at > changes.left_at, true),
        false
    ) as is_first_gone
from post_counts
full outer join count_changes as changes
    on
        post_counts.brand = changes.brand
        and post_counts.source = changes.source
        and post_counts.kind = changes.kind
        and post_counts.lang is not distinct from changes.lang
        and post_counts.direction is not distinct from changes.direction;

delete from post_counts;

insert into post_counts by name
select
    counted.* exclude (is_first_gone) replace (
        case
            when not counted.is_first_gone then counted.earliest_at
            else (
                select min(posts.created_at)
                from posts
                where
                    posts.brand = counted.brand
                    and posts.source = counted.source
                    and posts.kind = counted.kind
                    and posts.lang is not distinct from counted.lang
                    and posts.direction is not distinct from counted.direction
            )
        end as earliest_at
    )
from counted
where counted.post_count > 0;
