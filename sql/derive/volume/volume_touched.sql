-- Quarters of an hour whose counts a batch changes: where rows came, went or mean something else.
--
-- Reads: held, final_rows. Leaves: volume_touched, added to.
create temp table if not exists volume_touched (brand varchar, slot_at timestamptz);

insert into volume_touched
with

before as (

    select
        brand,
        post_id,
        source,
        author_id,
        created_at,
        is_complaint,
        topics
    from held
    where direction = 'inbound' and brand is not null

),

after as (

    select
        brand,
        post_id,
        source,
        author_id,
        created_at,
        is_complaint,
        topics
    from final_rows
    where direction = 'inbound' and brand is not null

),

gone as (

    select * from before
    except
    select * from after

),

come as (

    select * from after
    except
    select * from before

),

changed as (

    select
        brand,
        created_at
    from gone
    union all
    select
        brand,
        created_at
    from come

)

select distinct
    brand,
    to_timestamp(floor(epoch(created_at) / 900) * 900) as slot_at
from changed;
