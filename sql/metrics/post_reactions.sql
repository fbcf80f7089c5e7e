-- What others said to one post, and what the brand answered: replies to it and quotes of it.
--
-- The reactions are those of viral_harm, unscored ones too; what only passes the post on is none.
-- The brand's answers are those below the post, and the one that ended its turn; a machine's are
-- none.
--
-- Parameters: brand, post_id
-- Grain: post_id
--
-- post_id             varchar                   source:id of the reaction
-- is_answer           boolean                   by the brand
-- created_at          timestamp with time zone  UTC
-- age_hours           double                    how old the post was by then
-- conversation_id     varchar                   the thread
-- author_name         varchar                   name or handle; null: unknown
-- polarity            varchar                   null: unscored
-- is_negative         boolean                   negative or a complaint; null: unscored
-- copy_group          ubigint                   as of mentions
-- share_count         bigint                    when last observed; null: not given
-- estimated_audience  double                    people; null: unknown
-- title_or_text       varchar                   what it says
with

asked as (

    select
        posts.post_id,
        posts.post_key,
        posts.author_id,
        posts.created_at
    from posts
    where posts.brand = brand and posts.post_id = post_id

),

answers as (

    select turns.answer_post_id
    from turns
    where turns.brand = brand and turns.turn_id = post_id and turns.answer_post_id is not null

),

found as (

    select
        posts.*,
        asked.created_at as asked_at,
        coalesce(posts.direction = 'outbound', false) as is_answer
    from posts
    inner join asked
        on posts.parent_key = asked.post_key and posts.parent_id = asked.post_id
    where
        coalesce(posts.brand, brand) = brand
        and posts.kind <> 'repost'
        and (
            case
                when posts.direction = 'outbound' then not posts.is_automated
                else posts.author_id is distinct from asked.author_id
            end
        )
    union
    select
        posts.*,
        asked.created_at as asked_at,
        true as is_answer
    from posts
    inner join answers
        on posts.post_id = answers.answer_post_id
    cross join asked
    where posts.brand = brand

)

select
    found.post_id,
    found.is_answer,
    found.created_at,
    (epoch(found.created_at) - epoch(found.asked_at)) / 3600.0 as age_hours,
    found.conversation_id,
    coalesce(found.author_name, found.author_handle) as author_name,
    found.polarity,
    case
        when found.polarity is not null then found.is_complaint or found.polarity = 'negative'
    end as is_negative,
    found.copy_group,
    found.share_count,
    estimated_audience(found.view_count, found.author_followers) as estimated_audience,
    coalesce(nullif(found.title, ''), found.text) as title_or_text
from found
