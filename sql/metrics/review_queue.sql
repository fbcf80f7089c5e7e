-- Posts for people to check, twenty at a time: by chance first, later half of them the least sure.
--
-- Until 200 of the brand's posts are checked by chance every post of a block is drawn by chance, as
-- only those can measure the scorer. From then on ten of twenty are; the others are those that the
-- scorer hesitated over, of copies one for all, and the sooner the more there are: a word on one
-- holds for every copy. Chance is the order of the ids' md5: the same for everybody and at every
-- moment, and it knows nothing of the text.
--
-- Parameters: brand, since, until
--
-- Grain: post_id
--
-- post_id          varchar                   source:id
-- origin           varchar                   random, uncertain: why it is offered
-- block            bigint                    from 1, twenty posts each; some blocks for one run
-- place            bigint                    within the block, from 1
-- checked_count    bigint                    posts of the brand checked by chance so far
-- created_at       timestamp with time zone  UTC
-- source           varchar                   where it was said
-- author_name      varchar                   null: unknown
-- author_handle    varchar                   null: unknown
-- title            varchar                   null for most
-- text             varchar                   plain text
-- polarity         varchar                   as it stands, after what people said
-- is_complaint     boolean                   as it stands
-- topics           varchar[]                 as they stand
-- label_polarity   varchar                   what people say; null: nobody did
-- scored_polarity  varchar                   what the scorer says
-- scored_topics    varchar[]                 of the keyword table
-- scored_reason    varchar                   complaint_reason without what people say
-- labelled_by      varchar                   who spoke last; null: nobody
-- labelled_at      timestamp with time zone  null: nobody
-- reply_reason     varchar                   why it needs a reply
-- url              varchar                   where to read it
-- certainty        double                    0 .. 1, of the scorer
with

spoken as (

    select
        labels.post_id,
        labels.origin
    from labels
    where labels.brand = brand and labels.field = 'polarity'

),

checked as (

    select count(*) filter (where spoken.origin = 'random') as checked_count
    from spoken

),

shares as (

    select
        checked.checked_count,
        case when checked.checked_count < 200 then 20 else 10 end as random_share
    from checked

),

candidates as (

    select
        mentions.* exclude (brand),
        spoken.post_id is not null as is_spoken,
        md5(mentions.post_id) as chance
    from mentions
    left join spoken
        on mentions.post_id = spoken.post_id
    where
        mentions.brand = brand
        and mentions.direction = 'inbound'
        and mentions.removed_at is null
        and mentions.scored_polarity is not null
        and mentions.text <> ''
        and coalesce(spoken.origin, '') <> 'random'
        and (since is null or mentions.created_at >= since)
        and (until is null or mentions.created_at < until)

),

drawn as (

    select
        candidates.post_id,
        'random' as origin,
        row_number() over (order by candidates.chance, candidates.post_id) as n
    from candidates
    cross join shares
    qualify n <= shares.random_share * shares.random_share / 2

),

unsure as (

    select
        candidates.post_id,
        candidates.chance,
        1.0 - candidates.certainty as doubt,
        count(*) over (
            partition by coalesce(cast(candidates.copy_group as varchar), candidates.post_id)
        ) as copy_count
    from candidates
    left join drawn
        on candidates.post_id = drawn.post_id
    where
        drawn.post_id is null
        and not candidates.is_spoken
        and candidates.label_polarity is null
        and candidates.certainty is not null
    qualify
        row_number() over (
            partition by coalesce(cast(candidates.copy_group as varchar), candidates.post_id)
            order by candidates.chance
        ) = 1

),

doubtful as (

    select
        post_id,
        'uncertain' as origin,
        row_number() over (order by doubt * copy_count desc, chance asc) as doubt_rank
    from unsure
    qualify doubt_rank <= 50

),

offered as (

    select
        drawn.post_id,
        drawn.origin,
        shares.checked_count,
        (drawn.n - 1) // shares.random_share + 1 as block,
        (drawn.n - 1) % shares.random_share + 1 as place
    from drawn
    cross join shares
    union all
    select
        doubtful.post_id,
        doubtful.origin,
        shares.checked_count,
        (doubtful.doubt_rank - 1) // 10 + 1 as block,
        (doubtful.doubt_rank - 1) % 10 + 11 as place
    from doubtful
    cross join shares
    where shares.random_share < 20

)

select
    offered.post_id,
    offered.origin,
    offered.block,
    offered.place,
    offered.checked_count,
    candidates.created_at,
    candidates.source,
    candidates.author_name,
    candidates.author_handle,
    candidates.title,
    candidates.text,
    candidates.polarity,
    candidates.is_complaint,
    candidates.topics,
    candidates.label_polarity,
    candidates.scored_polarity,
    candidates.scored_topics,
    candidates.scored_reason,
    candidates.labelled_by,
    candidates.labelled_at,
    candidates.reply_reason,
    candidates.url,
    candidates.certainty
from offered
inner join candidates
    on offered.post_id = candidates.post_id
