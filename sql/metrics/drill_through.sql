-- The mentions behind a figure: what a period and filters keep, narrowed by facets.
--
-- A facet is a name and a value, several narrow together: direction (inbound, outbound), polarity
-- (negative, neutral, positive, unscored), complaint and needs_reply (yes, no), day and week (its
-- Monday; local dates), days_to (seven local dates up to it), hour (UTC), week_hour (local, 0 is
-- Monday 00:00), about (a topic, unknown for none), from_source, author (source:author_id),
-- conversation, post, copies (a copy_group), term (as of spoken_terms), spike (its spike_key).
-- Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}, facets := map {}
-- Grain: post_id, brand
-- Columns: mentions
select kept.*
from filtered_mentions(brand, since, until, filters := filters) as kept
where
    (facets['direction'] is null or kept.direction = facets['direction'])
    and (
        facets['polarity'] is null or coalesce(kept.polarity, 'unscored') = facets['polarity']
    )
    and (facets['complaint'] is null or kept.is_complaint = (facets['complaint'] = 'yes'))
    and (facets['needs_reply'] is null or kept.needs_reply = (facets['needs_reply'] = 'yes'))
    and (facets['day'] is null or kept.local_date = cast(facets['day'] as date))
    and (
        facets['week'] is null
        or date_trunc('week', kept.local_date) = cast(facets['week'] as date)
    )
    and (
        facets['days_to'] is null
        or kept.local_date between cast(facets['days_to'] as date) - 6
        and cast(facets['days_to'] as date)
    )
    and (
        facets['hour'] is null
        or (
            kept.created_at >= utc_moment(facets['hour'])
            and kept.created_at < utc_moment(facets['hour']) + interval 1 hour
        )
    )
    and (
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
    and (facets['about'] is null or has_topic(kept.topics, facets['about']))
    and (facets['from_source'] is null or kept.source = facets['from_source'])
    and (facets['conversation'] is null or kept.conversation_id = facets['conversation'])
    and (facets['author'] is null or kept.source || ':' || kept.author_id = facets['author'])
    and (facets['post'] is null or kept.post_id = facets['post'])
    and (
        facets['term'] is null
        or says_term(concat_ws(' ', kept.title, kept.text), facets['term'])
    )
    and (facets['copies'] is null or kept.copy_group = cast(facets['copies'] as ubigint))
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
    and keys_known(
        facets,
        [
            'direction', 'polarity', 'complaint', 'needs_reply', 'day', 'week', 'days_to', 'hour',
            'week_hour', 'about', 'from_source', 'author', 'conversation', 'post', 'copies',
            'term', 'spike'
        ]
    )
