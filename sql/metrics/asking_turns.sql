-- Turns that open with a question or a wish for change, and which named question each of them is.
--
-- What answers another customer is left out, unless it names the brand. A request is a sentence
-- that wants something added, brought back or let (requests_change); else a sentence with a
-- question mark asks. Only these sentences are read: of them the words that say something, in the
-- singular, without links, handles, figures, brand_words and empty_words. A turn is of a named
-- question where it holds all of its words; of several, of the one with the most words. Filters are
-- those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id
--
-- turn_id         varchar                   its first post
-- kind            varchar                   question, request
-- question        varchar                   its name; '' was set aside; null: nobody named it
-- asked_text      varchar                   the sentences that ask, in lower case
-- words           varchar[]                 what they are about, sorted; may be empty
-- topic           varchar                   first of the turn's topics; null: none
-- person          varchar                   source:author_id; where unknown, the turn
-- source          varchar                   where
-- started_at      timestamp with time zone  when
-- hour_of_day     integer                   0 .. 23, in the brand's time zone
-- is_complaint    boolean                   any post of the turn is one
-- status          varchar                   answered, open, removed
-- wait_seconds    double                    to the answer, the removal, or as far as is known
-- is_day_known    boolean                   whether it is known what became of it in 24 hours
-- answer_post_id  varchar                   first answer by a person; null: none
-- responder       varchar                   signature, else the account that answered
with

opened as (

    select
        turns.*,
        coalesce(turns.source || ':' || turns.author_id, turns.turn_id) as person,
        regexp_replace(
            concat_ws(chr(10), posts.title, posts.text),
            '(?i)(\bquick question|\basking for [^:?!.]{1,40})\s?:|#\S+', ' ', 'g'
        ) as said_text
    from filtered_turns(brand, since, until, filters := filters) as turns
    inner join posts
        on
            turns.turn_id = posts.post_id
            and turns.brand = posts.brand
            and (since is null or posts.created_at >= cast(since as timestamptz))
            and (until is null or posts.created_at < cast(until as timestamptz))
    where
        not turns.is_selected
        and coalesce(turns.turn_number, 1) = 1
        and posts.kind <> 'repost'
        and (turns.is_addressed or posts.parent_id is null)

),

split as (

    select
        opened.turn_id,
        promise_sentences(opened.said_text) as sentences
    from opened

),

-- Side by side: a join with what is unnested would read each text twice.
placed as (

    select
        split.turn_id,
        unnest(split.sentences) as sentence,
        unnest(range(len(split.sentences))) as place
    from split

),

sentences as (

    select
        placed.turn_id,
        placed.place,
        placed.sentence,
        requests_change(placed.sentence) as is_request
    from placed
    where holds_question(placed.sentence) or requests_change(placed.sentence)

),

kinds as (

    select
        sentences.turn_id,
        bool_or(sentences.is_request) as is_request
    from sentences
    group by sentences.turn_id

),

asked as (

    select
        sentences.turn_id,
        kinds.is_request,
        string_agg(sentences.sentence, ' ' order by sentences.place) as asked_text
    from sentences
    inner join kinds
        on
            sentences.turn_id = kinds.turn_id
            and sentences.is_request = kinds.is_request
    group by
        sentences.turn_id,
        kinds.is_request

),

plain as (

    select
        asked.turn_id,
        unnest(plain_words(asked.asked_text)) as word
    from asked

),

said_words as (

    select distinct
        plain.turn_id,
        singular(plain.word) as word
    from plain
    where
        length(plain.word) > 2
        and plain.word not in (select empty_words.word from empty_words)
        and plain.word not in (
            select brand_words.word
            from brand_words
            where brand_words.brand = brand
        )

),

word_lists as (

    select
        said_words.turn_id,
        list(said_words.word order by said_words.word) as words
    from said_words
    group by said_words.turn_id

),

named as (

    select
        word_lists.turn_id,
        arg_min(
            question_groups.question,
            (-len(question_groups.word_list), question_groups.question, question_groups.words)
        ) as question
    from word_lists
    inner join question_groups
        on
            question_groups.brand = brand
            and list_has_all(word_lists.words, question_groups.word_list)
    group by word_lists.turn_id

)

select
    opened.turn_id,
    case when asked.is_request then 'request' else 'question' end as kind,
    named.question,
    asked.asked_text,
    coalesce(word_lists.words, []) as words,
    opened.topics[1] as topic,
    opened.person,
    opened.source,
    opened.started_at,
    opened.hour_of_week % 24 as hour_of_day,
    opened.is_complaint,
    opened.status,
    opened.wait_seconds,
    is_day_known(opened.status, opened.wait_seconds) as is_day_known,
    opened.answer_post_id,
    opened.responder
from opened
inner join asked
    on opened.turn_id = asked.turn_id
left join word_lists
    on opened.turn_id = word_lists.turn_id
left join named
    on opened.turn_id = named.turn_id
