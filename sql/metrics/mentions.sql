-- Every public post about a brand, and what is known of it.
--
-- Grain: post_id, brand
--
-- post_id             varchar                   source:id
-- brand               varchar                   key in earshot.toml
-- source              varchar                   where it was said
-- conversation_id     varchar                   thread: the root post's id, or the source's own
-- parent_id           varchar                   the post it replies to; it need not be held
-- direction           varchar                   inbound, outbound (by the brand's own accounts)
-- kind                varchar                   post, reply, comment, review, article, …
-- author_id           varchar                   null: unknown
-- author_handle       varchar                   null: unknown
-- author_name         varchar                   null: unknown
-- author_followers    bigint                    when last observed; null: unknown, never 0
-- created_at          timestamp with time zone  UTC
-- local_date          date                      in the brand's time zone
-- title               varchar                   headline, null for most
-- text                varchar                   plain text
-- url                 varchar                   where to read it, http or https
-- lang                varchar                   declared or detected; null: not recognised
-- rating              double                    1 .. 5
-- sentiment           double                    -1 .. 1; null: language not supported
-- polarity            varchar                   positive, neutral, negative; null as above
-- certainty           double                    0 .. 1, of the scorer; null: not given
-- given_polarity      varchar                   what the tool says that it came from; null: none
-- scorer              varchar                   who scored it
-- scorer_version      varchar                   and in which version
-- is_complaint        boolean                   inbound, and rating <= 2 or negative with cause
-- complaint_reason    varchar                   rating, word, address, evidence, person
-- complaint_score     double                    0 .. 1, weighed; from 0.5 it is one; null: unscored
-- topics              varchar[]                 most hits first
-- needs_reply         boolean                   inbound, stands, and asks the brand something
-- reply_reason        varchar                   review, reply, named, page, complaint, …
-- is_automated        boolean                   outbound, sent by a machine
-- signature           varchar                   of an outbound post
-- like_count          bigint                    when last observed; null: not given
-- share_count         bigint                    when last observed; null: not given
-- reply_count         bigint                    when last observed; null: not given
-- view_count          bigint                    when last observed; null: not given
-- estimated_audience  double                    people; null: unknown
-- labelled_by         varchar                   a person whose word wins over the scorer's
-- labelled_at         timestamp with time zone  null: nobody said anything
-- label_polarity      varchar                   what people say; null: nobody did
-- scored_polarity     varchar                   what the scorer says; null: unscored
-- scored_topics       varchar[]                 of the keyword table, most hits first
-- scored_reason       varchar                   complaint_reason without what people say
-- copy_group          ubigint                   posts that say nearly the same; null: none does
-- voice               ubigint                   its copies are one voice, else its conversation is
-- removed_at          timestamp with time zone  null: it stands, as far as known
-- observed_at         timestamp with time zone  when this state was read
-- run_id              varchar                   the run that last changed it
select
    posts.post_id,
    posts.brand,
    posts.source,
    posts.conversation_id,
    posts.parent_id,
    posts.direction,
    posts.kind,
    posts.author_id,
    posts.author_handle,
    posts.author_name,
    posts.author_followers,
    posts.created_at,
    posts.local_date,
    posts.title,
    posts.text,
    posts.url,
    posts.lang,
    posts.rating,
    posts.sentiment,
    posts.polarity,
    posts.certainty,
    posts.given_polarity,
    posts.scorer,
    posts.scorer_version,
    posts.is_complaint,
    posts.complaint_reason,
    posts.complaint_score,
    posts.topics,
    posts.needs_reply,
    posts.reply_reason,
    posts.is_automated,
    posts.signature,
    posts.like_count,
    posts.share_count,
    posts.reply_count,
    posts.view_count,
    estimated_audience(posts.view_count, posts.author_followers) as estimated_audience,
    posts.labelled_by,
    posts.labelled_at,
    posts.label_polarity,
    case when posts.labelled_at is null then posts.polarity else posts.read_polarity end
        as scored_polarity,
    case when posts.labelled_at is null then posts.topics else posts.read_topics end
        as scored_topics,
    case
        when posts.labelled_at is null then posts.complaint_reason
        else posts.read_complaint_reason
    end as scored_reason,
    posts.copy_group,
    coalesce(posts.copy_group, cast(posts.conversation_key as ubigint)) as voice,
    posts.removed_at,
    posts.observed_at,
    posts.run_id
from posts
where posts.brand is not null
