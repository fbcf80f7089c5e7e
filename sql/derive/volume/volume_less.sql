-- Where posts or watched hours have gone: a brand begins later, or is not watched any more.
--
-- Reads: volume_slots, observations. Leaves: volume_touched, volume_sources, volume_hours,
-- spike_marks and spike_episodes without what lies before a brand's beginning.
delete from volume_sources
where
    (volume_sources.brand, volume_sources.source) not in (
        select (volume_slots.brand, volume_slots.source)
        from volume_slots
    );

create or replace temp table volume_first as

select
    brand,
    min(slot_at) as first_at,
    floor(epoch(min(slot_at)) / 3600)::bigint - 4 as from_hour
from volume_slots
where
    brand in (
        select volume_sources.brand
        from volume_sources
        inner join observations
            on volume_sources.source = observations.source
    )
group by brand;

update volume_touched
set slot_at = volume_first.first_at
from volume_first
where
    volume_touched.brand = volume_first.brand
    and volume_touched.slot_at < volume_first.first_at;

delete from volume_hours
where
    brand not in (select volume_first.brand from volume_first)
    or epoch(hour_at) < 3600 * (
        select volume_first.from_hour
        from volume_first
        where volume_first.brand = volume_hours.brand
    );

delete from spike_marks
where
    brand not in (select volume_first.brand from volume_first)
    or hour_no < (
        select volume_first.from_hour
        from volume_first
        where volume_first.brand = spike_marks.brand
    );

delete from spike_episodes
where
    brand not in (select volume_first.brand from volume_first)
    or epoch(started_at) < 3600 * (
        select volume_first.from_hour
        from volume_first
        where volume_first.brand = spike_episodes.brand
    );
