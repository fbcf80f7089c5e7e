-- What is read out of each of these replies.
--
-- Reads: reply_posts. Leaves: reply_rows.
create or replace temp table reply_words as

select
    brand,
    post_id,
    reply_skeleton(text, asked_by) as skeleton,
    reply_skeleton(asked_text, null) as asked_words
from reply_posts;

create or replace temp table reply_shared as
with

answered as (

    select
        brand,
        post_id,
        unnest(list_distinct(string_split(skeleton, ' '))) as word
    from reply_words
    where asked_words is not null

),

asked as (

    select
        brand,
        post_id,
        unnest(list_distinct(string_split(asked_words, ' '))) as word
    from reply_words

)

select
    answered.brand,
    answered.post_id,
    count(*) as shared_count
from answered
inner join asked
    on
        answered.brand = asked.brand
        and answered.post_id = asked.post_id
        and answered.word = asked.word
where
    length(answered.word) > 2
    and answered.word not in (select stop_words.word from stop_words)
    and answered.word not in (select courtesy_words.word from courtesy_words)
group by
    answered.brand,
    answered.post_id;

create or replace temp table reply_rows as
with

counted as (

    select
        reply_posts.*,
        reply_words.skeleton,
        case
            when reply_words.skeleton = '' then 0
            else len(string_split(reply_words.skeleton, ' '))
        end as word_count,
        case
            when reply_words.asked_words is not null then coalesce(reply_shared.shared_count, 0)
        end as shared_count
    from reply_posts
    inner join reply_words
        on
            reply_posts.brand = reply_words.brand
            and reply_posts.post_id = reply_words.post_id
    left join reply_shared
        on
            reply_posts.brand = reply_shared.brand
            and reply_posts.post_id = reply_shared.post_id

)

select
    brand,
    post_id,
    conversation_id,
    source,
    replied_at,
    responder,
    case when word_count >= 4 then md5(skeleton) end as skeleton,
    word_count,
    shared_count,
    says_something(text) or coalesce(shared_count, 0) > 0 as says_something,
    moves_private(text) as moves_private,
    id_key(conversation_id) as conversation_key
from counted;
