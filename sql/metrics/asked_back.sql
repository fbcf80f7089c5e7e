-- First complaints of a period: what they held, what was asked back, and what that cost in time.
--
-- Of the first turn of each customer in a conversation that is a complaint. A topic needs one of
-- the details that earshot.toml or the shipped table names for it; the first topic of a complaint
-- that needs any says what is needed. A first reply by a person only asks back where it asks for
-- something, or to go on in private, and holds nothing that helps (only_asks_back). Time is lost
-- until the customer delivers: writes a detail in the conversation, or says that it was sent. What
-- goes on in private is not seen.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id
--
-- turn_id         varchar                   post_id of the complaint
-- topic           varchar                   that says what is needed; else its first; unknown
-- needed          varchar[]                 details of which one is enough; empty: nothing is said
-- held            varchar[]                 of them those that the complaint held
-- is_complete     boolean                   holds one; null: nothing is needed
-- answered_at     timestamp with time zone  first reply by a person; null: none
-- answer_post_id  varchar                   that reply
-- is_asked_back   boolean                   it only asks back; null: no reply
-- is_private      boolean                   it asks to go on in private; null: no reply
-- is_needless     boolean                   it only asks back where the complaint was complete
-- delivered_at    timestamp with time zone  the customer delivered, in public; null: never seen
-- lost_seconds    double                    from the reply until then; null: never seen
with

firsts as (

    select
        turns.turn_id,
        turns.conversation_id,
        turns.author_id,
        turns.topics,
        turns.started_at,
        turns.answered_at,
        turns.answer_post_id,
        posts.text
    from filtered_turns(brand, since, until, filters := filters) as turns
    inner join posts
        on
            posts.brand = brand
            and turns.turn_id = posts.post_id
            and turns.started_at = posts.created_at
    where
        turns.is_complaint
        and not turns.is_selected
        and coalesce(turns.turn_number, 1) = 1

),

needs as (

    select
        topic,
        detail,
        pattern
    from topic_needs
    where
        topic_needs.brand = brand
        or (
            topic_needs.brand = ''
            and brand not in (select own.brand from topic_needs as own)
        )

),

placed as (

    select
        firsts.turn_id,
        firsts.text,
        unnest(firsts.topics) as topic,
        unnest(range(len(firsts.topics))) as place
    from firsts

),

-- The first topic of each that needs anything.
asking as (

    select
        turn_id,
        topic,
        text
    from placed
    where topic in (select needs.topic from needs)
    qualify row_number() over (partition by turn_id order by place) = 1

),

looked as (

    select
        asking.turn_id,
        asking.topic,
        list(needs.detail order by needs.detail) as needed,
        coalesce(
            list(needs.detail order by needs.detail) filter (
                where regexp_matches(asking.text, needs.pattern, 'i')
            ),
            []
        ) as held
    from asking
    inner join needs
        on asking.topic = needs.topic
    group by asking.turn_id, asking.topic

),

-- Four bytes a post tell where the answers lie: no text of any other is read.
places as (

    select keyed.rowid as place
    from posts as keyed
    inner join firsts
        on keyed.post_key = id_key(firsts.answer_post_id)
    where keyed.brand = brand

),

replied as (

    select
        firsts.turn_id,
        firsts.conversation_id,
        firsts.author_id,
        firsts.answered_at,
        only_asks_back(replies.text) as is_asked_back,
        moves_private(replies.text) as is_private
    from firsts
    inner join posts as replies
        on
            replies.brand = brand
            and firsts.answer_post_id = replies.post_id
    where replies.rowid in (select places.place from places)

),

patterns as (

    select distinct pattern
    from needs

),

delivered as (

    select
        replied.turn_id,
        min(later.created_at) as delivered_at
    from replied
    inner join posts as later
        on
            later.brand = brand
            and replied.conversation_id = later.conversation_id
            and replied.author_id = later.author_id
            and replied.answered_at < later.created_at
            and (since is null or later.created_at >= cast(since as timestamptz))
    where
        replied.is_asked_back
        and later.direction = 'inbound'
        and later.kind <> 'repost'
        -- Thanks come afterwards: what they name was delivered before, where nobody sees.
        and coalesce(later.reply_cue, '') <> 'thanks'
        and (
            says_sent(later.text)
            or exists (
                select 1
                from patterns
                where regexp_matches(later.text, patterns.pattern, 'i')
            )
        )
    group by replied.turn_id

)

select
    firsts.turn_id,
    coalesce(looked.topic, firsts.topics[1], 'unknown') as topic,
    coalesce(looked.needed, []) as needed,
    coalesce(looked.held, []) as held,
    len(looked.held) > 0 as is_complete,
    firsts.answered_at,
    firsts.answer_post_id,
    replied.is_asked_back,
    replied.is_private,
    coalesce(replied.is_asked_back and len(looked.held) > 0, false) as is_needless,
    delivered.delivered_at,
    epoch(delivered.delivered_at) - epoch(firsts.answered_at) as lost_seconds
from firsts
left join looked
    on firsts.turn_id = looked.turn_id
left join replied
    on firsts.turn_id = replied.turn_id
left join delivered
    on firsts.turn_id = delivered.turn_id
