-- The mentions behind a figure: what a period and filters keep, narrowed by facets.
--
-- A facet is a name and a value, several narrow together: direction (inbound, outbound), polarity
-- (negative, neutral, positive, unscored), complaint and needs_reply (yes, no), day and week (its
-- Monday; local dates), hour (UTC), week_hour (local, 0 is Monday 00:00), about (a topic, unknown
-- for none), from_source, author (source:id), conversation, post, copies (a copy_group), spike
-- (its spike_key); of what the brand wrote reply (the verdict of reply_audit), template, reply_by;
-- came_back (the outcome of turnarounds: what people said next); after_reply, of posts that begin
-- conversation_cases: what came after the first reply (begun, nudged, updated, or an ending);
-- promise, of posts that begin a conversation in which the brand made one: its verdict. Filters are
-- those of filtered_mentions.
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
    and (
        coalesce(facets['reply'], facets['template'], facets['reply_by']) is null
        or kept.post_id in (
            select audit.post_id
            from reply_audit(brand, since, until) as audit
            where
                -- Nobody's replies are judged where nothing is asked of them.
                coalesce(facets['reply'], facets['template'], facets['reply_by']) is not null
                and (facets['reply'] is null or audit.verdict = facets['reply'])
                and (facets['template'] is null or audit.template = facets['template'])
                and (
                    facets['reply_by'] is null
                    or coalesce(audit.responder, 'unknown') = facets['reply_by']
                )
        )
    )
    and (
        facets['came_back'] is null
        or kept.post_id in (
            select turned.next_post_id
            from turnarounds(brand, since, until) as turned
            where
                facets['came_back'] is not null
                and turned.role = 'answered'
                and turned.outcome = facets['came_back']
        )
    )
    and (
        facets['after_reply'] is null
        or kept.post_id in (
            select cases.turn_id
            from conversation_cases(brand, since, until, filters := filters) as cases
            where
                facets['after_reply'] = 'begun'
                or facets['after_reply'] = cases.ending
                or facets['after_reply'] = 'nudged' and cases.nudge_count > 0
                or facets['after_reply'] = 'updated' and cases.is_updated
        )
    )
    and (
        facets['promise'] is null
        or kept.post_id in (
            select promised.first_post_id
            from promises(brand, since, until, filters := filters) as promised
            where promised.verdict = facets['promise']
        )
    )
    and keys_known(
        facets,
        [
            'direction', 'polarity', 'complaint', 'needs_reply', 'day', 'week', 'hour',
            'week_hour', 'about', 'from_source', 'author', 'conversation', 'post', 'copies',
            'spike', 'reply', 'template', 'reply_by', 'came_back', 'after_reply', 'promise'
        ]
    )
