-- One author in figures: what they wrote about the brand, whom it reached, what came of it.
--
-- Of all times, as far as filters keep it; of somebody who wrote nothing, or is erased, all counts
-- are zero. Turns are those of author_turns, what they set off is that of author_effects.
--
-- Parameters: brand, author, filters := map {}
-- Grain: one row
--
-- author_handle           varchar                   newest; null: unknown
-- author_name             varchar                   newest; null: unknown
-- post_count              bigint                    what they wrote
-- complaint_count         bigint                    of it complaints
-- scored_count            bigint                    of it scored
-- negative_count          bigint                    of it negative
-- positive_count          bigint                    of it positive
-- first_at                timestamp with time zone  their first post; null: none
-- last_at                 timestamp with time zone  their newest
-- author_followers        bigint                    newest known; null: unknown
-- fewest_followers        bigint                    fewest ever read
-- most_followers          bigint                    most ever read
-- largest_audience        double                    people whom one post reached; null: unknown
-- unknown_audience_count  bigint                    posts of which nobody knows
-- turn_count              bigint                    turns, taken back or not; without those that
--                                                   are turns by their answer alone
-- answered_count          bigint                    of them answered
-- open_count              bigint                    of them open, however long
-- open_complaint_count    bigint                    of those with a complaint
-- never_count             bigint                    open for so long that nobody will answer
-- longest_wait_seconds    double                    of the others the longest wait; null: none
-- last_answer_at          timestamp with time zone  newest answer by a person, to any turn
-- answer_count            bigint                    others' answers, and what stands below theirs
-- negative_answer_count   bigint                    of those negative or a complaint
-- repost_count            bigint                    others' reposts
-- people_count            bigint                    different people who wrote either
-- reached_audience        double                    people whom all of that reached; null: unknown
-- reached_unknown_count   bigint                    of it posts of which nobody knows
with

said as (

    select
        arg_max(kept.author_handle, kept.created_at) as author_handle,
        arg_max(kept.author_name, kept.created_at) as author_name,
        count(*) as post_count,
        count(*) filter (where kept.is_complaint) as complaint_count,
        count(kept.polarity) as scored_count,
        count(*) filter (where kept.polarity = 'negative') as negative_count,
        count(*) filter (where kept.polarity = 'positive') as positive_count,
        min(kept.created_at) as first_at,
        max(kept.created_at) as last_at,
        arg_max(kept.author_followers, kept.created_at) as author_followers,
        min(kept.author_followers) as fewest_followers,
        max(kept.author_followers) as most_followers,
        max(kept.estimated_audience) as largest_audience,
        count(*) - count(kept.estimated_audience) as unknown_audience_count
    from inbound_mentions(brand, null, null, filters := filters) as kept
    where is_author(kept.source, kept.author_id, author)

),

asked as (

    select
        count(*) filter (where is_counted) as turn_count,
        count(*) filter (where is_counted and status = 'answered') as answered_count,
        count(*) filter (where is_open) as open_count,
        count(*) filter (where is_open and is_complaint) as open_complaint_count,
        count(*) filter (where is_open and is_over) as never_count,
        max(wait_seconds) filter (where is_open and not is_over) as longest_wait_seconds,
        max(answered_at) as last_answer_at
    from (
        select
            *,
            not is_selected as is_counted,
            not is_selected and status = 'open' as is_open,
            wait_seconds > never_answered_seconds as is_over
        from author_turns(brand, author, filters := filters)
    ) as turns

),

caused as (

    select
        count(*) filter (where effects.relation <> 'repost') as answer_count,
        count(*) filter (
            where effects.relation <> 'repost' and effects.is_bad
        ) as negative_answer_count,
        count(*) filter (where effects.relation = 'repost') as repost_count,
        count(distinct effects.source || ':' || effects.author_id) as people_count,
        sum(effects.estimated_audience) as reached_audience,
        count(*) - count(effects.estimated_audience) as reached_unknown_count
    from (
        select
            *,
            is_complaint or coalesce(polarity = 'negative', false) as is_bad
        from author_effects(brand, author, filters := filters)
    ) as effects

)

select
    said.*,
    asked.*,
    caused.*
from said
cross join asked
cross join caused
