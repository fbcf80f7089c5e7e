-- The mentions behind a figure of replies: those of drill_through that it counts.
--
-- A reply facet is a name and a value, several narrow together: of what the brand wrote reply (the
-- verdict of reply_audit), template, reply_by; came_back (an outcome of turnarounds: what people
-- said next, which may be after the period); of the first posts of customers after_reply (begun,
-- nudged, updated, or an ending of conversation_cases), promise (a verdict of promises), asked_back
-- (complete, incomplete, asked, needless, delivered, unseen: of asked_back), asked_topic, question
-- (a name that people gave), asked_with (words, blanks between them, of what nobody named yet) and
-- asks (a kind of asking_turns). Period and filters are those of the figure. Apart from
-- drill_through, which would take five times as long to plan with all of these in it.
--
-- noqa: disable=LT05
-- Parameters: brand, since, until, filters := map {}, facets := map {}, turn_facets := map {}, reply_facets := map {}
-- noqa: enable=LT05
-- Grain: post_id, brand
-- Columns: mentions
select kept.*
from drill_through(brand, since, null, facets := facets) as kept
where
    (
        coalesce(
            reply_facets['reply'], reply_facets['template'], reply_facets['reply_by']
        ) is null
        or kept.post_id in (
            select audit.post_id
            from reply_audit(brand, since, until, filters := filters) as audit
            where
                (reply_facets['reply'] is null or audit.verdict = reply_facets['reply'])
                and (
                    reply_facets['template'] is null
                    or audit.template = reply_facets['template']
                )
                and (
                    reply_facets['reply_by'] is null
                    or coalesce(audit.responder, 'unknown') = reply_facets['reply_by']
                )
        )
    )
    and (
        reply_facets['came_back'] is null
        or kept.post_id in (
            select turned.next_post_id
            from turnarounds(brand, since, until, filters := filters) as turned
            where
                turned.role = 'answered'
                and turned.outcome = reply_facets['came_back']
        )
    )
    and (
        reply_facets['after_reply'] is null
        or kept.post_id in (
            select cases.turn_id
            from conversation_cases(brand, since, until, filters := filters) as cases
            where
                reply_facets['after_reply'] = 'begun'
                or reply_facets['after_reply'] = cases.ending
                or reply_facets['after_reply'] = 'nudged' and cases.nudge_count > 0
                or reply_facets['after_reply'] = 'updated' and cases.is_updated
        )
    )
    and (
        reply_facets['promise'] is null
        or kept.post_id in (
            select promised.first_post_id
            from promises(brand, since, until, filters := filters) as promised
            where promised.verdict = reply_facets['promise']
        )
    )
    and (
        coalesce(reply_facets['asked_back'], reply_facets['asked_topic']) is null
        or kept.post_id in (
            select asked.turn_id
            from asked_back(brand, since, until, filters := filters) as asked
            where
                (
                    reply_facets['asked_topic'] is null
                    or asked.topic = reply_facets['asked_topic']
                )
                and case reply_facets['asked_back']
                    when 'complete' then asked.is_complete
                    when 'incomplete' then not asked.is_complete
                    when 'asked' then asked.is_asked_back
                    when 'needless' then asked.is_needless
                    when 'delivered' then asked.delivered_at is not null
                    when 'unseen' then asked.is_asked_back and asked.delivered_at is null
                    else true
                end
        )
    )
    and (
        coalesce(
            reply_facets['question'], reply_facets['asked_with'], reply_facets['asks']
        ) is null
        or kept.post_id in (
            select asking.turn_id
            from asking_turns(brand, since, until, filters := filters) as asking
            where
                (reply_facets['question'] is null or asking.question = reply_facets['question'])
                and (
                    reply_facets['asked_with'] is null
                    or (
                        asking.question is null
                        and list_has_all(
                            asking.words, string_split(reply_facets['asked_with'], ' ')
                        )
                    )
                )
                and (reply_facets['asks'] is null or asking.kind = reply_facets['asks'])
        )
    )
    and (
        coalesce(cardinality(turn_facets), 0) = 0
        or kept.post_id in (
            select opened.post_id
            from drill_through_turns(brand, since, until, turn_facets := turn_facets) as opened
        )
    )
    and keys_known(
        reply_facets,
        [
            'reply', 'template', 'reply_by', 'came_back', 'after_reply', 'promise', 'asked_back',
            'asked_topic', 'question', 'asked_with', 'asks'
        ]
    )
