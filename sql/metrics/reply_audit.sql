-- Each reply that a person of the brand wrote in a period: written for the case, or for everybody?
--
-- Twins are replies of the brand within the 30 days before that say nearly the same: near copies of
-- the text, or the same words when names, figures, links, greeting and signature are left out
-- (reply_skeleton). Two of them make a template. A template that says nothing about the case is
-- generic; one that is filled with a time, an amount, a step or a word of the complaint is filled.
-- Under four words nothing is judged. Replies by machines are no part of it.
--
-- Filters are those of filtered_mentions and keep a reply by the post that it answers: who asks for
-- a topic wants the replies to it. A reply that no source links to a post is kept by itself.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: post_id
--
-- post_id         varchar                   source:id of the reply
-- source          varchar                   where it was said
-- replied_at      timestamp with time zone  when
-- week            date                      Monday of its local week
-- responder       varchar                   signature, else the account
-- template        varchar                   what its twins have in common; null: under four words
-- twin_count      bigint                    twins in the 30 days before it
-- verdict         varchar                   short, notice (approved by somebody), generic, filled
--                                           (a template that says something), own
-- says_something  boolean                   a link, time, amount, step, or a word of the complaint
-- moves_private   boolean                   asks to go on where nobody else reads
-- shared_count    bigint                    words it shares with the complaint; null: unknown
with

written as (

    select
        reply_texts.*,
        posts.copy_group,
        posts.local_date,
        coalesce(posts.parent_id, posts.post_id) as asked_id
    from reply_texts
    inner join posts
        on
            reply_texts.post_id = posts.post_id
            and reply_texts.brand = posts.brand
    where
        reply_texts.brand = brand
        and (
            since is null
            or (
                reply_texts.replied_at >= cast(since as timestamptz) - interval 30 days
                and posts.created_at >= cast(since as timestamptz) - interval 30 days
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

twins as (

    select
        written.*,
        case
            when written.skeleton is null then 0
            else greatest(
                count(*) over (
                    partition by written.skeleton
                    order by written.replied_at
                    range between interval 30 days preceding and current row
                ),
                case
                    when written.copy_group is not null
                        then count(*) over (
                            partition by written.copy_group
                            order by written.replied_at
                            range between interval 30 days preceding and current row
                        )
                    else 0
                end
            ) - 1
        end as twin_count,
        case
            when written.skeleton is null then null
            when written.copy_group is null then written.skeleton
            else cast(written.copy_group as varchar)
        end as template
    from written

),

kept as (

    select asked.post_id
    from filtered_mentions(brand, null, until, filters := filters) as asked
    where cardinality(filters) > 0

)

select
    twins.post_id,
    twins.source,
    twins.replied_at,
    cast(date_trunc('week', twins.local_date) as date) as week,
    twins.responder,
    twins.template,
    twins.twin_count,
    case
        when twins.skeleton is null then 'short'
        when
            twins.template in (
                select notices.template
                from notices
                where notices.brand = brand
            )
            then 'notice'
        when twins.twin_count < 2 then 'own'
        when twins.says_something then 'filled'
        else 'generic'
    end as verdict,
    twins.says_something,
    twins.moves_private,
    twins.shared_count
from twins
where
    (since is null or twins.replied_at >= cast(since as timestamptz))
    and (
        coalesce(cardinality(filters), 0) = 0
        or twins.asked_id in (select kept.post_id from kept)
    )
