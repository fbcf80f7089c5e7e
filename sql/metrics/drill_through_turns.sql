-- The mentions behind a figure of turns: those of drill_through that open such a turn.
--
-- A turn facet is a name and a value, several narrow together: status (answered, open, removed),
-- sla (met, missed, pending), addressed (yes, no), complaint (yes, no: whether a post is one),
-- source, lang, topic, week (its Monday), week_hour, week_band and day_band (hour of the week, of
-- the day, in which its four hours begin), responder, followers (a follower_tier), named (a
-- named_band), day_over (yes: is_day_known); of those that wait now: waiting, overdue (yes, no),
-- never (yes), age (its age_band). Turns that are turns only because they were answered are left
-- out, as in every figure.
--
-- noqa: disable=LT05
-- Parameters: brand, since, until, filters := map {}, facets := map {}, turn_facets := map {}
-- noqa: enable=LT05
-- Grain: post_id, brand
-- Columns: mentions
with

opened as (

    select
        turns.brand,
        turns.turn_id,
        turns.status = 'open' as is_open,
        turns.status = 'open' and turns.wait_seconds > turns.never_answered_seconds
            as is_never_answered,
        turns.sla_status = 'missed' as is_overdue,
        age_band(turns.wait_seconds) as age_band
    from turns
    where
        not turns.is_selected
        and (brand is null or turns.brand = brand)
        and (turn_facets['status'] is null or turns.status = turn_facets['status'])
        and (turn_facets['sla'] is null or turns.sla_status = turn_facets['sla'])
        and (
            turn_facets['addressed'] is null
            or turns.is_addressed = (turn_facets['addressed'] = 'yes')
        )
        and (
            turn_facets['complaint'] is null
            or turns.is_complaint = (turn_facets['complaint'] = 'yes')
        )
        and (turn_facets['source'] is null or turns.source = turn_facets['source'])
        and (turn_facets['lang'] is null or coalesce(turns.lang, 'unknown') = turn_facets['lang'])
        and (turn_facets['topic'] is null or has_topic(turns.topics, turn_facets['topic']))
        and (
            turn_facets['week'] is null
            or date_trunc('week', turns.local_date) = cast(turn_facets['week'] as date)
        )
        and (
            turn_facets['week_hour'] is null
            or turns.hour_of_week = cast(turn_facets['week_hour'] as integer)
        )
        and (
            turn_facets['week_band'] is null
            or effort_group('band', null, turns.hour_of_week) = turn_facets['week_band']
        )
        and (
            turn_facets['day_band'] is null
            or effort_group('part', null, turns.hour_of_week) = turn_facets['day_band']
        )
        and (turn_facets['responder'] is null or turns.responder = turn_facets['responder'])
        and (
            turn_facets['followers'] is null
            or follower_tier(turns.author_followers) = turn_facets['followers']
        )
        and (
            turn_facets['day_over'] is null
            or is_day_known(turns.status, turns.wait_seconds) = (turn_facets['day_over'] = 'yes')
        )

)

select kept.*
from drill_through(brand, since, until, filters := filters, facets := facets) as kept
inner join opened
    on
        kept.brand = opened.brand
        and kept.post_id = opened.turn_id
where
    (
        turn_facets['waiting'] is null
        or opened.is_open and opened.is_never_answered = (turn_facets['waiting'] <> 'yes')
    )
    and (
        turn_facets['overdue'] is null
        or (
            opened.is_open
            and not opened.is_never_answered
            and opened.is_overdue = (turn_facets['overdue'] = 'yes')
        )
    )
    and (
        turn_facets['never'] is null
        or opened.is_open and opened.is_never_answered = (turn_facets['never'] = 'yes')
    )
    and (
        turn_facets['named'] is null
        or exists (
            select 1
            from brand_handles
            where
                kept.brand = brand_handles.brand
                and turn_facets['named'] = named_band(
                    others_named(
                        nullif(kept.text, ''), kept.parent_id is not null, brand_handles.handles
                    )
                )
        )
    )
    and (turn_facets['age'] is null or opened.is_open and opened.age_band = turn_facets['age'])
    and keys_known(
        turn_facets,
        [
            'status', 'sla', 'addressed', 'complaint', 'source', 'lang', 'topic', 'week',
            'week_hour', 'week_band', 'day_band', 'responder', 'followers', 'named', 'day_over',
            'waiting', 'overdue', 'never', 'age'
        ]
    )
