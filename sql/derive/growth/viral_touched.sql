-- Posts whose growth a batch changes: by a new snapshot, or by the post itself coming or moving.
--
-- Reads: snapshots_new, held, final_rows, engagement. Leaves: viral_touched, added to.
create temp table if not exists viral_touched (post_id varchar, observed_at timestamptz);

insert into viral_touched
with

moved as (

    select
        post_id,
        created_at
    from final_rows
    except
    select
        post_id,
        created_at
    from held

),

moments as (

    select
        post_id,
        observed_at
    from snapshots_new
    union all
    select
        engagement.post_id,
        engagement.observed_at
    from engagement
    where engagement.post_id in (select moved.post_id from moved)

)

select
    post_id,
    min(observed_at) as observed_at
from moments
group by post_id;
