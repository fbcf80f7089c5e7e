-- What the same person did after a complaint: complained again, or went over to a competitor.
--
-- Of the complaints of escalations, within 30 days. Again: to the brand, in another conversation,
-- with another complaint. A competitor gained: they say that they go over to a brand that is
-- listened to as a competitor (names_move), or praise one, in a positive post of its own or a
-- review of four stars or more that does not speak of the brand; thanks in a conversation with it
-- are none. No repost counts. Of several the first stands, what says so before praise. A person is
-- one only by the source's id.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id
--
-- turn_id         varchar                   post that began the complaint
-- author_id       varchar                   whose
-- source          varchar                   where
-- started_at      timestamp with time zone  of that post
-- failure         varchar                   unanswered, generic, dropped, late, answered
-- is_known        boolean                   30 days are over
-- again_post_id   varchar                   the next complaint; null: none
-- again_at        timestamp with time zone  when
-- gained_post_id  varchar                   that gains a competitor somebody; null: none
-- gained_at       timestamp with time zone  when
-- gained_brand    varchar                   the competitor, by key
-- gained_kind     varchar                   said (that they go over), praised; null: none
with

complaints as (

    select
        chains.turn_id,
        chains.author_id,
        chains.source,
        chains.started_at,
        chains.failure,
        chains.is_known,
        posts.conversation_id
    from escalations(brand, since, until, filters := filters) as chains
    inner join posts
        on
            posts.brand = brand
            and chains.turn_id = posts.post_id
            and chains.started_at = posts.created_at

),

spans as (

    select
        complaints.author_id,
        complaints.source,
        min(complaints.started_at) as first_at,
        max(complaints.started_at) + interval 30 days as last_at
    from complaints
    group by
        complaints.author_id,
        complaints.source

),

said as (

    select
        posts.post_id,
        posts.brand as spoken_of,
        posts.author_id,
        posts.source,
        posts.conversation_id,
        posts.created_at,
        case
            when posts.kind = 'review' then posts.rating >= 4
            else
                posts.kind = 'post' and posts.parent_id is null and posts.polarity = 'positive'
        end as is_praise,
        posts.text,
        posts.is_complaint and posts.is_addressed as is_complaint
    from spans
    inner join posts
        on
            spans.author_id = posts.author_id
            and spans.source = posts.source
            and posts.direction = 'inbound'
            and posts.kind <> 'repost'
            and posts.erased_at is null
            and posts.created_at > spans.first_at
            and posts.created_at <= spans.last_at

),

own as (

    select said.*
    from said
    where said.spoken_of = brand

),

gaining as (

    select
        said.*,
        coalesce(names_move(said.text, rivals.names), false) as is_said
    from said
    inner join brands as rivals
        on
            said.spoken_of = rivals.brand
            and rivals.role = 'competitor'
            and rivals.brand <> brand
    left join own
        on said.post_id = own.post_id
    where
        names_move(said.text, rivals.names)
        or (said.is_praise and own.post_id is null)

),

again as (

    select
        complaints.turn_id,
        arg_min(own.post_id, row(own.created_at, own.post_id)) as post_id,
        min(own.created_at) as created_at
    from complaints
    inner join own
        on
            complaints.author_id = own.author_id
            and complaints.source = own.source
            and complaints.conversation_id <> own.conversation_id
            and own.is_complaint
            and own.created_at > complaints.started_at
            and own.created_at <= complaints.started_at + interval 30 days
    group by complaints.turn_id

),

gained as (

    select
        complaints.turn_id,
        arg_min(
            {
                'post_id': gaining.post_id,
                'created_at': gaining.created_at,
                'brand': gaining.spoken_of,
                'kind': case when gaining.is_said then 'said' else 'praised' end
            },
            row(not gaining.is_said, gaining.created_at, gaining.post_id, gaining.spoken_of)
        ) as post
    from complaints
    inner join gaining
        on
            complaints.author_id = gaining.author_id
            and complaints.source = gaining.source
            and gaining.created_at > complaints.started_at
            and gaining.created_at <= complaints.started_at + interval 30 days
    group by complaints.turn_id

)

select
    complaints.turn_id,
    complaints.author_id,
    complaints.source,
    complaints.started_at,
    complaints.failure,
    complaints.is_known,
    again.post_id as again_post_id,
    again.created_at as again_at,
    gained.post.post_id as gained_post_id,
    gained.post.created_at as gained_at,
    gained.post.brand as gained_brand,
    gained.post.kind as gained_kind
from complaints
left join again
    on complaints.turn_id = again.turn_id
left join gained
    on complaints.turn_id = gained.turn_id
