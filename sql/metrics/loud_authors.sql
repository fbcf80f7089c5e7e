-- Who with an audience is unhappy: people who complained in a period, those heard by most first.
--
-- A person is an author of one source. What others wrote in answer (quotes, replies, reposts) is
-- counted by the wider reach of their own posts only.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: source, author_id
--
-- source            varchar                   where they write
-- author_id         varchar                   the source's own id
-- author_handle     varchar                   newest; null: unknown
-- author_followers  bigint                    newest; null: unknown
-- post_count        bigint                    what they wrote about the brand in the period
-- complaint_count   bigint                    of it complaints
-- positive_count    bigint                    of it positive
-- answered_count    bigint                    turns answered
-- open_count        bigint                    turns that wait, however long
-- largest_audience  double                    people whom their largest post reached; null: unknown
-- share_count       bigint                    shares of their posts
-- last_at           timestamp with time zone  their newest post about the brand
with

said as (

    select
        mentions.source,
        mentions.author_id,
        arg_max(mentions.author_handle, mentions.created_at) as author_handle,
        arg_max(mentions.author_followers, mentions.created_at) as author_followers,
        count(*) as post_count,
        count(*) filter (where mentions.is_complaint) as complaint_count,
        count(*) filter (where mentions.polarity = 'positive') as positive_count,
        max(mentions.estimated_audience) as largest_audience,
        cast(sum(coalesce(mentions.share_count, 0)) as bigint) as share_count,
        max(mentions.created_at) as last_at
    from inbound_mentions(brand, since, until, filters := filters) as mentions
    -- What is erased has no words, and the name that all of it shares is nobody.
    where mentions.author_id is not null and mentions.text <> ''
    group by
        mentions.source,
        mentions.author_id
    having count(*) filter (where mentions.is_complaint) > 0

),

served as (

    select
        turns.source,
        turns.author_id,
        count(*) filter (where turns.status = 'answered') as answered_count,
        count(*) filter (where turns.status = 'open') as open_count
    from filtered_turns(brand, since, until, filters := filters) as turns
    where turns.author_id is not null
    group by
        turns.source,
        turns.author_id

)

select
    said.source,
    said.author_id,
    said.author_handle,
    said.author_followers,
    said.post_count,
    said.complaint_count,
    said.positive_count,
    coalesce(served.answered_count, 0) as answered_count,
    coalesce(served.open_count, 0) as open_count,
    said.largest_audience,
    said.share_count,
    said.last_at
from said
left join served
    on
        said.source = served.source
        and said.author_id = served.author_id
