-- The mentions that one author set off: those of drill_through that are in author_effects.
--
-- Parameters: brand, since, until, author, filters := map {}, facets := map {}
-- Grain: post_id, brand
-- Columns: mentions
select kept.*
from drill_through(brand, since, until, filters := filters, facets := facets) as kept
where
    kept.post_id in (
        select effects.post_id
        from author_effects(brand, author) as effects
    )
