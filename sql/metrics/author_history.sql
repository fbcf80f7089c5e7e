-- Everything that one author wrote about the brand, and what each post came to.
--
-- An author is one account of one source; an erased one is nobody. Followers and views are those of
-- the newest reading of each post. Filters are those of filtered_mentions.
--
-- Parameters: brand, author, filters := map {}
-- Grain: post_id
--
-- post_id             varchar                   source:id
-- conversation_id     varchar                   the thread
-- created_at          timestamp with time zone  when
-- kind                varchar                   as in mentions
-- polarity            varchar                   null: unscored
-- sentiment           double                    -1 .. 1; null: unscored
-- is_complaint        boolean                   likewise
-- author_followers    bigint                    read with the post; null: unknown
-- view_count          bigint                    when last observed; null: not given
-- estimated_audience  double                    people; null: unknown
-- share_count         bigint                    when last observed; null: not given
-- answer_count        bigint                    answers of others to it, and what stands below it
-- repost_count        bigint                    reposts by others
with

caused as (

    select
        effects.set_off_by,
        count(*) filter (where effects.relation <> 'repost') as answer_count,
        count(*) filter (where effects.relation = 'repost') as repost_count
    from author_effects(brand, author, filters := filters) as effects
    group by effects.set_off_by

)

select
    kept.post_id,
    kept.conversation_id,
    kept.created_at,
    kept.kind,
    kept.polarity,
    kept.sentiment,
    kept.is_complaint,
    kept.author_followers,
    kept.view_count,
    kept.estimated_audience,
    kept.share_count,
    coalesce(caused.answer_count, 0) as answer_count,
    coalesce(caused.repost_count, 0) as repost_count
from inbound_mentions(brand, null, null, filters := filters) as kept
left join caused
    on kept.post_id = caused.set_off_by
where is_author(kept.source, kept.author_id, author)
