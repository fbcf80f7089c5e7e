-- Quarters of an hour whose counts a batch changes: where rows came, went or mean something else.
--
-- Reads: held, final_rows. Leaves: volume_touched, added to.
create temp table if not exists volume_touched (brand varchar, slot_at timestamptz);

insert into volume_touched
with

sides as (

    select
        false as is_new,
        *
    from held
    union all by name
    select
        true as is_new,
        *
    from final_rows

),

changed as (

    select
        brand,
        created_at
    from sides
    where direction = 'inbound' and brand is not null
    group by brand, post_id, source, author_id, created_at, is_complaint, topics
    having count(distinct is_new) = 1

)

select distinct
    brand,
    to_timestamp(floor(epoch(created_at) / 900) * 900) as slot_at
from changed;
