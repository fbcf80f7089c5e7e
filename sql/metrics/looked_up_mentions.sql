-- The mentions of drill_through, whatever is asked of them: for who counts or groups them.
--
-- Two facets look other tables up (week_hour, spike). As long as they may, DuckDB numbers every
-- mention and reads all that it holds, which drill_through spares a list of a few.
--
-- Parameters: brand, since, until, filters := map {}, facets := map {}
-- Grain: post_id, brand
-- Columns: mentions
select kept.*
from narrowed_mentions(brand, since, until, filters := filters, facets := facets) as kept
where
    (
        facets['week_hour'] is null
        or exists (
            select 1
            from brands
            where
                facets['week_hour'] is not null
                and brands.brand = kept.brand
                and hour_of_week(kept.created_at, brands.time_zone)
                = cast(facets['week_hour'] as integer)
        )
    )
    and (
        facets['spike'] is null
        or exists (
            select 1
            from spikes
            where
                spikes.spike_key = facets['spike']
                and spikes.brand = kept.brand
                and kept.direction = 'inbound'
                and kept.created_at >= spikes.started_at
                and (spikes.ended_at is null or kept.created_at < spikes.ended_at)
                and (spikes.measure = 'mentions' or kept.is_complaint)
                and (spikes.topic is null or list_contains(kept.topics, spikes.topic))
        )
    )
