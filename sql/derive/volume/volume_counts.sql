-- Counts of the quarters of an hour that a batch touches.
--
-- Reads: volume_touched (from $since to $until), posts. Leaves: volume_slots and volume_sources
-- brought up to date.
delete from volume_slots
using volume_touched
where
    volume_slots.slot_at >= $since::timestamptz
    and volume_slots.slot_at < $until::timestamptz
    and volume_slots.brand = volume_touched.brand
    and volume_slots.slot_at = volume_touched.slot_at;

insert into volume_slots
with

inbound as (

    select
        volume_touched.brand,
        volume_touched.slot_at,
        posts.source,
        posts.author_id,
        posts.is_complaint,
        unnest(list_prepend('', posts.topics)) as topic
    from posts
    inner join volume_touched
        on
            posts.brand = volume_touched.brand
            and to_timestamp(floor(epoch(posts.created_at) / 900) * 900) = volume_touched.slot_at
    where
        posts.direction = 'inbound'
        and posts.created_at >= $since::timestamptz
        and posts.created_at < $until::timestamptz

)

select
    brand,
    topic,
    source,
    slot_at,
    count(*) as mention_count,
    count(*) filter (where is_complaint) as complaint_count,
    nullif(count(distinct author_id), 0) as author_count
from inbound
where topic is not null
group by brand, topic, source, slot_at
order by slot_at;

insert into volume_sources
select distinct
    volume_slots.brand,
    volume_slots.source
from volume_slots
left join volume_sources
    on
        volume_slots.brand = volume_sources.brand
        and volume_slots.source = volume_sources.source
where
    volume_slots.slot_at >= $since::timestamptz
    and volume_slots.slot_at < $until::timestamptz
    and volume_sources.brand is null;
