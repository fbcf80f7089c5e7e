-- The wordings that a brand used again and again in a period, each with one of its replies.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: template
--
-- template         varchar                   what the replies have in common
-- post_id          varchar                   the newest of them
-- text             varchar                   of that reply
-- reply_count      bigint                    replies
-- responder_count  bigint                    signatures and accounts that used it
-- verdict          varchar                   of most of them: generic, filled, notice
-- private_count    bigint                    ask to go on in private
-- first_at         timestamp with time zone  first of the period
-- last_at          timestamp with time zone  newest
with

used as (

    select
        audit.template,
        arg_max(audit.post_id, (audit.replied_at, audit.post_id)) as post_id,
        count(*) as reply_count,
        count(distinct audit.responder) as responder_count,
        mode(audit.verdict order by audit.verdict) as verdict,
        count(*) filter (where audit.moves_private) as private_count,
        min(audit.replied_at) as first_at,
        max(audit.replied_at) as last_at
    from reply_audit(brand, since, until, filters := filters) as audit
    where audit.verdict in ('generic', 'filled', 'notice')
    group by audit.template

)

select
    used.template,
    used.post_id,
    posts.text,
    used.reply_count,
    used.responder_count,
    used.verdict,
    used.private_count,
    used.first_at,
    used.last_at
from used
inner join posts
    on
        used.post_id = posts.post_id
        and posts.brand = brand
