-- Complaints that went wider: what a person wrote later, elsewhere, after a contact that failed.
--
-- The first post begins a complaint's turn. What became of it: unanswered (nobody answered within
-- the target, or ever), generic (the answer was a stock phrase), dropped (answered, and the same
-- person's next turn in the conversation was left unanswered), late, answered. The later post is
-- the same author's, inbound about the brand, within 30 days, in another conversation, no repost,
-- and wider: it reached ten times the people, a thousand at least, or was shared ten times as much,
-- a hundred times at least; or it names press, regulator, court or the head of the company, and is
-- no answer to another customer: "write to the regulator" is advice there. Of several the widest
-- stands. A person is one only by the source's own id; who is erased vanishes
-- with the chain.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id
--
-- turn_id          varchar                   post that began it
-- author_id        varchar                   whose
-- source           varchar                   where
-- topic            varchar                   its first; none
-- started_at       timestamp with time zone  of that post
-- failure          varchar                   unanswered, generic, dropped, late, answered
-- answer_post_id   varchar                   first answer by a person; null: none
-- is_known         boolean                   30 days are over
-- first_audience   double                    people whom the turn reached; null: unknown
-- later_post_id    varchar                   the wider post; null: none followed
-- later_at         timestamp with time zone  when
-- lead_hours       double                    from the first post to it
-- later_audience   double                    people whom it reached; null: unknown
-- later_shares     bigint                    its shares
-- kind             varchar                   wider, named (press, regulator, court, head); null
with

complaints as (

    select
        turns.turn_id,
        turns.conversation_id,
        turns.author_id,
        turns.source,
        coalesce(turns.topics[1], 'none') as topic,
        turns.started_at,
        turns.turn_number,
        turns.answered_at,
        turns.answer_post_id,
        turns.sla_status,
        turns.estimated_audience as first_audience,
        turns.observed_until >= turns.started_at + interval 30 days as is_known
    from filtered_turns(brand, since, until, filters := filters) as turns
    where
        turns.is_complaint
        and not turns.is_selected
        and turns.author_id is not null
        and turns.status <> 'removed'

),

dropped as (

    select distinct complaints.turn_id
    from complaints
    inner join turn_facts as next_turns
        on
            next_turns.brand = brand
            and complaints.conversation_id = next_turns.conversation_id
            and complaints.author_id = next_turns.author_id
            and complaints.turn_id <> next_turns.turn_id
            and complaints.answered_at <= next_turns.started_at
    where next_turns.answered_at is null

),

first_posts as (

    select
        complaints.*,
        coalesce(posts.share_count, 0) as first_shares,
        case
            when complaints.answered_at is null then 'unanswered'
            when audit.verdict = 'generic' then 'generic'
            when dropped.turn_id is not null then 'dropped'
            when complaints.sla_status = 'missed' then 'late'
            else 'answered'
        end as failure
    from complaints
    inner join posts
        on
            posts.brand = brand
            and complaints.turn_id = posts.post_id
            and complaints.started_at = posts.created_at
            and posts.erased_at is null
    left join dropped
        on complaints.turn_id = dropped.turn_id
    left join reply_audit(brand, since, null) as audit
        on complaints.answer_post_id = audit.post_id

),

spans as (

    select
        first_posts.author_id,
        first_posts.source,
        min(first_posts.started_at) as first_at,
        max(first_posts.started_at) + interval 30 days as last_at
    from first_posts
    group by
        first_posts.author_id,
        first_posts.source

),

-- Each once, however many complaints it follows.
said as (

    select
        posts.post_id,
        posts.parent_id,
        posts.parent_key,
        posts.source,
        posts.author_id,
        posts.conversation_id,
        posts.created_at,
        estimated_audience(posts.view_count, posts.author_followers) as audience,
        coalesce(posts.share_count, 0) as share_count,
        -- Both sides stand in it, so that no text is read of whoever did not complain.
        posts.created_at > spans.first_at and names_power(posts.text) as is_named
    from spans
    inner join posts
        on
            posts.brand = brand
            and spans.author_id = posts.author_id
            and spans.source = posts.source
            and posts.direction = 'inbound'
            and posts.kind <> 'repost'
            and posts.erased_at is null
            and posts.created_at > spans.first_at
            and posts.created_at <= spans.last_at

),

-- What may be wider than some complaint: of somebody who writes thousands of posts few are.
candidates as (

    select said.*
    from said
    where said.share_count >= 100 or coalesce(said.audience >= 1000, false) or said.is_named

),

-- Where what they reply to lies: four bytes a post tell.
places as (

    select posts.rowid as place
    from posts
    where
        posts.post_key in (
            select candidates.parent_key
            from candidates
            where candidates.is_named
        )

),

parents as (

    select
        posts.post_id,
        posts.direction,
        posts.author_id
    from posts
    where posts.brand = brand and posts.rowid in (select places.place from places)

),

later as (

    select
        candidates.*,
        candidates.is_named
        and (
            parents.direction is null
            or parents.direction = 'outbound'
            or parents.author_id = candidates.author_id
        ) as calls_on_power
    from candidates
    left join parents
        on candidates.parent_id = parents.post_id

),

followed as (

    select
        first_posts.turn_id,
        later.post_id,
        later.created_at,
        later.audience,
        later.share_count,
        later.calls_on_power,
        later.share_count >= greatest(100, 10 * first_posts.first_shares)
        or later.audience >= greatest(1000, 10 * first_posts.first_audience) as is_wider
    from first_posts
    inner join later
        on
            first_posts.author_id = later.author_id
            and first_posts.source = later.source
            and first_posts.conversation_id <> later.conversation_id
            and later.created_at > first_posts.started_at
            and later.created_at <= first_posts.started_at + interval 30 days

),

widest as (

    select
        turn_id,
        arg_min(
            {
                'post_id': post_id,
                'created_at': created_at,
                'audience': audience,
                'share_count': share_count,
                'is_wider': is_wider
            },
            row(-share_count, -coalesce(audience, -1.0), created_at, post_id)
        ) as post
    from followed
    where coalesce(is_wider, false) or calls_on_power
    group by turn_id

)

select
    first_posts.turn_id,
    first_posts.author_id,
    first_posts.source,
    first_posts.topic,
    first_posts.started_at,
    first_posts.failure,
    first_posts.answer_post_id,
    first_posts.is_known,
    first_posts.first_audience,
    widest.post.post_id as later_post_id,
    widest.post.created_at as later_at,
    (epoch(widest.post.created_at) - epoch(first_posts.started_at)) / 3600 as lead_hours,
    widest.post.audience as later_audience,
    widest.post.share_count as later_shares,
    case
        when widest.post.post_id is null then null
        when coalesce(widest.post.is_wider, false) then 'wider'
        else 'named'
    end as kind
from first_posts
left join widest
    on first_posts.turn_id = widest.turn_id
