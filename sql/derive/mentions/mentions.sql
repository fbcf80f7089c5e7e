-- One row per post and brand, with what its thread says about it.
--
-- Reads: work, chain, direct, abouts, brands, spoken_posts, spoken_copies,
-- disowned_keys.
-- Leaves: mention_rows.
create or replace temp table mention_rows as
with

placed as (

    select
        work.*,
        abouts.brand,
        chain.label as conversation_id,
        coalesce(abouts.is_outbound, false) as is_outbound,
        coalesce(abouts.is_answered_only, false) as is_answered_only,
        abouts.brand is not null and not abouts.is_outbound and (
            coalesce(work.is_declared_addressed, false)
        ) as is_on_page,
        coalesce(list_contains(work.addressed_brands, abouts.brand), false) as is_named,
        coalesce(list_contains(work.matched_brands, abouts.brand), false) as is_about,
        coalesce(parent_direct.is_outbound, false) as is_reply_to_brand,
        parent_posts.created_at as parent_created_at,
        answers.brand is not null as is_answered_by_brand,
        -- What is said of one copy holds for all; what is said of the post itself comes first.
        coalesce(spoken_posts.polarity, spoken_copies.polarity) as label_polarity,
        coalesce(spoken_posts.complaint, spoken_copies.complaint) as label_complaint,
        coalesce(spoken_posts.topic, spoken_copies.topic) as label_topic,
        -- A copy is another person's, who may wait for an answer.
        spoken_posts.reply as label_reply,
        coalesce(spoken_posts.labelled_by, spoken_copies.labelled_by) as labelled_by,
        coalesce(spoken_posts.labelled_at, spoken_copies.labelled_at) as labelled_at,
        mixed_key(coalesce(spoken_copies.labels_key, spoken_posts.labels_key), gone.labels_key)
            as labels_key
    from work
    inner join chain
        on work.post_id = chain.post_id
    left join abouts
        on work.post_id = abouts.post_id
    left join work as parent_posts
        on work.parent_id = parent_posts.post_id
    left join direct as parent_direct
        on
            work.parent_id = parent_direct.post_id
            and abouts.brand = parent_direct.brand
    left join (
        select distinct
            replies.parent_id,
            direct.brand
        from direct
        inner join work as replies
            on direct.post_id = replies.post_id
        where direct.is_outbound and replies.parent_id is not null
    ) as answers
        on
            work.post_id = answers.parent_id
            and abouts.brand = answers.brand
    left join spoken_posts
        on
            work.post_id = spoken_posts.post_id
            and abouts.brand = spoken_posts.brand
    left join spoken_copies
        on
            work.copy_group = spoken_copies.copy_group
            and abouts.brand = spoken_copies.brand
    left join disowned_keys as gone
        on work.post_id = gone.post_id

),

judged as (

    select
        placed.*,
        case
            when placed.brand is null or placed.is_outbound then false
            else
                placed.is_on_page or placed.is_named or placed.is_reply_to_brand
                or placed.kind = 'review'
        end as is_addressed,
        case
            when placed.erased_at is not null then placed.kept_reply_key
            when placed.brand is not null and placed.is_outbound then
                md5(trim(regexp_replace(
                    regexp_replace(
                        lower(placed.text), '(@[\w.-]+)|(https?://\S+)|(\^\w{1,3}\s*$)', ' ', 'g'
                    ),
                    '[\d\W]+', ' ', 'g'
                )))
        end as reply_key,
        -- A mark and a name at the end (-Anna, ^AB, *Tom), before a link or a part number if any;
        -- else two capitals alone after the last sentence; else a caret anywhere.
        case
            when placed.erased_at is not null then placed.kept_signature
            when placed.brand is not null and placed.is_outbound then
                coalesce(
                    nullif(regexp_extract(
                        placed.text,
                        '(?:^|[\s.,!?)…''"”:;]|[^\x00-\x7F])[\^/*~–—-]{1,2}\s?'
                        || '([A-Z][A-Za-z]{0,14}(?:\s[A-Z]{1,3})?)'
                        || '\W*(?:https?://\S+\s*)?(?:[(\[]?\d\s?/\s?\d[)\]]?)?\W*$',
                        1
                    ), ''),
                    nullif(nullif(regexp_extract(
                        placed.text, '(?:^|[^\^])\^\s?([A-Za-z]{1,12})(?:\W|$)', 1
                    ), ''), 'https'),
                    nullif(regexp_extract(
                        placed.text, '(?:[.!?)…]\s|。\s?|https?://\S+\s)\s*([A-Z]{2})\s*$', 1
                    ), '')
                )
        end as signature,
        placed.brand is not null
        and placed.is_outbound
        and placed.parent_created_at is not null
        and epoch(placed.created_at) - epoch(placed.parent_created_at) between 0 and 5
            as is_quick_reply
    from placed

),

-- A person's word wins over the scorer's; what was read is kept beside it.
spoken as (

    select
        judged.* replace (
            case judged.label_polarity
                when 'positive' then 1.0
                when 'neutral' then 0.0
                when 'negative' then -1.0
                else judged.sentiment
            end as sentiment,
            coalesce(judged.label_polarity, judged.polarity) as polarity,
            case
                when judged.label_topic is null then judged.topics
                when judged.label_topic = '' then []
                else [judged.label_topic]
            end as topics
        ),
        case when judged.labelled_at is not null then judged.sentiment end as read_sentiment,
        case when judged.labelled_at is not null then judged.polarity end as read_polarity,
        case when judged.labelled_at is not null then judged.topics end as read_topics,
        case
            when judged.brand is null then null
            when judged.is_outbound then 'outbound'
            else 'inbound'
        end as direction
    from judged

),

reasoned as (

    select
        spoken.*,
        case
            when spoken.direction = 'inbound' then complaint_reason(
                spoken.rating,
                spoken.polarity,
                spoken.has_complaint_word,
                spoken.is_addressed,
                spoken.complaint_score,
                spoken.label_complaint
            )
        end as complaint_reason,
        case
            when spoken.direction = 'inbound' and spoken.labelled_at is not null
                then complaint_reason(
                    spoken.rating,
                    spoken.read_polarity,
                    spoken.has_complaint_word,
                    spoken.is_addressed,
                    spoken.complaint_score,
                    null
                )
        end as read_complaint_reason
    from spoken

)

select
    reasoned.*,
    case
        when
            reasoned.direction is null
            or reasoned.direction = 'outbound'
            or reasoned.kind = 'repost'
            then null
        when reasoned.label_reply = 'no'
            then case when reasoned.is_answered_by_brand then 'answered' end
        -- Thanks, praise and what is said of somebody else's case ask for nothing. Only its answer
        -- makes such a post a turn.
        when
            (reasoned.reply_cue = 'others' and reasoned.kind <> 'review')
            or (
                reasoned.complaint_reason is null
                and (
                    reasoned.reply_cue = 'thanks'
                    or (
                        reasoned.reply_cue is null
                        and reasoned.polarity = 'positive'
                        and not reasoned.is_question
                        -- Whoever is misread as glad would wait in vain: only sure praise counts.
                        and (
                            coalesce(reasoned.certainty, reasoned.sentiment) >= 0.6
                            or reasoned.rating >= 4
                            or reasoned.label_polarity is not null
                        )
                    )
                )
            )
            then case when reasoned.is_answered_by_brand then 'answered' end
        when reasoned.kind = 'review' then 'review'
        when reasoned.is_reply_to_brand then 'reply'
        when reasoned.is_named then 'named'
        when reasoned.is_on_page then 'page'
        when reasoned.complaint_reason is not null then 'complaint'
        when
            reasoned.is_question
            and (reasoned.is_about or reasoned.given_brand = reasoned.brand) then 'question'
        when reasoned.is_answered_by_brand then 'answered'
    end as reply_reason,
    local_date(reasoned.created_at, coalesce(brands.time_zone, 'UTC')) as local_date
from reasoned
left join brands
    on reasoned.brand = brands.brand;
