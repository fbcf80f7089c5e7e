-- The mentions of drill_through, by all facets but two that look other tables up: week_hour, spike.
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
            kept.created_at >= utc_moment(split_part(facets['hour'], '~', 1))
            and kept.created_at < utc_moment(split_part(facets['hour'], '~', 1))
            -- An hour, or as many as are named behind it.
            + to_hours(greatest(1, try_cast(split_part(facets['hour'], '~', 2) as integer)))
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
    and keys_known(
        facets,
        [
            'direction', 'polarity', 'complaint', 'needs_reply', 'day', 'week', 'days_to', 'hour',
            'week_hour', 'about', 'from_source', 'author', 'conversation', 'post', 'copies',
            'term', 'spike'
        ]
    )
