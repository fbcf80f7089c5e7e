-- Counts of the quarters of an hour that a batch touches.
--
-- Reads: volume_touched (from $since to $until), posts. Leaves: volume_slots and volume_sources
-- brought up to date.
create or replace temp table volume_counts as
with

inbound as (

    select
        posts.brand,
        posts.source,
        posts.author_id,
        posts.is_complaint,
        posts.topics,
        to_timestamp(floor(epoch(posts.created_at) / 900) * 900) as slot_at
    from posts
    where
        posts.direction = 'inbound'
        and posts.brand is not null
        and posts.created_at >= '$since'::timestamptz
        and posts.created_at < '$until'::timestamptz

),

touched as (

    select inbound.*
    from inbound
    inner join volume_touched
        on
            inbound.brand = volume_touched.brand
            and inbound.slot_at = volume_touched.slot_at

),

spread as (

    select
        brand,
        '' as topic,
        source,
        slot_at,
        author_id,
        is_complaint
    from touched
    union all
    select
        touched.brand,
        named.topic,
        touched.source,
        touched.slot_at,
        touched.author_id,
        touched.is_complaint
    from touched
    cross join unnest(touched.topics) as named (topic)

)

select
    brand,
    topic,
    source,
    slot_at,
    count(*) as mention_count,
    count(*) filter (where is_complaint) as complaint_count,
    nullif(count(distinct author_id), 0) as author_count
from spread
where topic is not null
group by brand, topic, source, slot_at;

delete from volume_slots
using volume_touched
where
    volume_slots.slot_at >= '$since'::timestamptz
    and volume_slots.slot_at < '$until'::timestamptz
    and volume_slots.brand = volume_touched.brand
    and volume_slots.slot_at = volume_touched.slot_at;

insert into volume_slots
select
    brand,
    topic,
    source,
    slot_at,
    mention_count,
    complaint_count,
    author_count
from volume_counts
order by slot_at;

insert into volume_sources
select distinct
    volume_counts.brand,
    volume_counts.source
from volume_counts
left join volume_sources
    on
        volume_counts.brand = volume_sources.brand
        and volume_counts.source = volume_sources.source
where volume_sources.brand is null;
