-- Replies that people of a brand wrote in a period, each with the time since the same hand's last.
--
-- A hand is a signature, else the account: who signs nothing is not told apart. What goes on in the
-- same conversation within ten minutes of the same hand's last reply is one piece of work with it.
-- From twenty minutes on a gap is no handling time: somebody had nothing to do, or was not there.
-- Filters are those of filtered_mentions and keep a reply by the post that it answers.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: brand, post_id
--
-- brand         varchar                   key in earshot.toml
-- post_id       varchar                   source:id of the reply
-- source        varchar                   where it was said
-- replied_at    timestamp with time zone  when
-- week          date                      Monday of its local week
-- hour_of_week  integer                   0 is Monday 00:00 in the brand's time zone
-- responder     varchar                   signature, else the account
-- is_signed     boolean                   by a signature
-- is_more       boolean                   goes on with the last one: no piece of work of its own
-- gap_seconds   double                    since the same hand's last reply; null: it is the first,
--                                         it goes on, or twenty minutes and more have passed
with

written as (

    select
        reply_texts.brand,
        reply_texts.post_id,
        reply_texts.conversation_id,
        reply_texts.source,
        reply_texts.replied_at,
        reply_texts.responder,
        posts.signature is not null as is_signed,
        posts.local_date,
        coalesce(posts.parent_id, posts.post_id) as asked_id
    from reply_texts
    inner join posts
        on
            reply_texts.post_id = posts.post_id
            and reply_texts.brand = posts.brand
    where
        (brand is null or reply_texts.brand = brand)
        and (
            since is null
            or (
                reply_texts.replied_at >= cast(since as timestamptz) - interval 20 minutes
                and posts.created_at >= cast(since as timestamptz) - interval 20 minutes
            )
        )
        and (
            until is null
            or (
                reply_texts.replied_at < cast(until as timestamptz)
                and posts.created_at < cast(until as timestamptz)
            )
        )

),

followed as (

    select
        written.*,
        lag(written.conversation_id) over (
            partition by written.brand, written.responder
            order by written.replied_at, written.post_id
        ) as last_conversation,
        epoch(written.replied_at) - epoch(lag(written.replied_at) over (
            partition by written.brand, written.responder
            order by written.replied_at, written.post_id
        )) as passed_seconds
    from written

),

judged as (

    select
        followed.*,
        coalesce(
            followed.last_conversation = followed.conversation_id
            and followed.passed_seconds <= 600,
            false
        ) as is_more
    from followed

)

select
    judged.brand,
    judged.post_id,
    judged.source,
    judged.replied_at,
    cast(date_trunc('week', judged.local_date) as date) as week,
    hour_of_week(judged.replied_at, brands.time_zone) as hour_of_week,
    judged.responder,
    judged.is_signed,
    judged.is_more,
    case when judged.passed_seconds < 1200 and not judged.is_more then judged.passed_seconds end
        as gap_seconds
from judged
inner join brands
    on judged.brand = brands.brand
where
    (since is null or judged.replied_at >= cast(since as timestamptz))
    and (
        coalesce(cardinality(filters), 0) = 0
        or judged.asked_id in (
            select asked.post_id
            from filtered_mentions(brand, null, until, filters := filters) as asked
            where cardinality(filters) > 0
        )
    )
