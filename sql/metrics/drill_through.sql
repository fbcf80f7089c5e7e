-- The mentions behind a figure: what a period and filters keep, narrowed by facets.
--
-- A facet is a name and a value, several narrow together: direction (inbound, outbound), polarity
-- (negative, neutral, positive, unscored), complaint and needs_reply (yes, no), day and week (its
-- Monday; local dates), days_to (seven local dates up to it), hour (UTC; six hours with ~6 behind
-- it), week_hour (local, 0 is Monday 00:00), about (a topic, unknown for none), from_source, author
-- (source:author_id), conversation, post, copies (a copy_group), term (as of spoken_terms), spike
-- (its spike_key).
-- Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}, facets := map {}
-- Grain: post_id, brand
-- Columns: mentions
select plain.*
from narrowed_mentions(brand, since, until, filters := filters, facets := facets) as plain
where facets['week_hour'] is null and facets['spike'] is null
union all
select kept.*
from looked_up_mentions(brand, since, until, filters := filters, facets := facets) as kept
where facets['week_hour'] is not null or facets['spike'] is not null
