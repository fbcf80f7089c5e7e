-- What answers to a named question tell, of answers that the caller has.
--
-- answers_name names a relation that the caller sees: question_answers.
--
-- Parameters: answers_name
-- Grain: question, told
--
-- question        varchar                   its name
-- told            varchar                   the value, in one writing (tidy_value)
-- sort            varchar                   link, else its unit: £, cm, day
-- answer_count    bigint                    answers that tell it
-- person_count    bigint                    people who were told it
-- first_at        timestamp with time zone  first of these answers
-- last_at         timestamp with time zone  last of them
-- verdict         varchar                   differs, changed, usual, case
-- usual_told      varchar                   what it differs or changed from; null: neither
-- answer_post_id  varchar                   one of the answers; where it differs, to one who asked
--                                           the same
-- answer_text     varchar                   of that answer
-- asked_text      varchar                   what was asked, in lower case
-- responder       varchar                   who answered: signature, else the account
-- usual_post_id   varchar                   an answer that tells the usual; null: neither
-- usual_text      varchar                   of that answer
with

given as (

    select distinct
        answered.turn_id,
        answered.question,
        answered.person,
        answered.words,
        answered.answer_post_id,
        answered.answered_at,
        answered.answer_text,
        answered.asked_text,
        answered.responder,
        parts.told as raw_told,
        tidy_value(parts.told) as told,
        case
            when parts.told like 'http%' then 'link'
            else regexp_replace(tidy_value(parts.told), '[0-9.,x-]', '', 'g')
        end as sort
    from query_table(answers_name) as answered
    cross join unnest(answered.answer_values) as parts (told)
    where not contains(answered.asked_text, parts.told)

),

telling as (

    select
        given.turn_id,
        given.told,
        list(distinct singular(said.word)) as words
    from given
    cross join unnest(promise_sentences(given.answer_text)) as parts (sentence)
    cross join unnest(plain_words(parts.sentence)) as said (word)
    where
        contains(parts.sentence, given.raw_told)
        and length(said.word) > 2
        and not starts_with(said.word, given.sort)
        and said.word not in (select empty_words.word from empty_words)
    group by
        given.turn_id,
        given.told

),

counted as (

    select
        given.question,
        given.sort,
        given.told,
        count(distinct given.turn_id) as answer_count,
        count(distinct given.person) as person_count,
        min(given.answered_at) as first_at,
        max(given.answered_at) as last_at,
        arg_max(given, (given.answered_at, given.turn_id)) as newest
    from given
    group by
        given.question,
        given.sort,
        given.told

),

spans as (

    select
        counted.question,
        counted.told,
        count(distinct given.person) as told_people
    from counted
    inner join given
        on
            counted.question = given.question
            and counted.sort = given.sort
            and counted.first_at <= given.answered_at
            and counted.last_at >= given.answered_at
    group by
        counted.question,
        counted.told

),

usual as (

    select counted.*
    from counted
    inner join spans
        on
            counted.question = spans.question
            and counted.told = spans.told
    where
        counted.person_count >= 3
        and counted.person_count * 2 >= spans.told_people

),

compared as (

    select
        counted.question,
        counted.told,
        usual.told as usual_told,
        usual.person_count as usual_people,
        counted.first_at < usual.last_at and counted.last_at > usual.first_at as is_between
    from counted
    inner join usual
        on
            counted.question = usual.question
            and counted.sort = usual.sort
            and counted.told <> usual.told
    where
        -- Of two that are usual, the one told to fewer differs; of two in turn, the older changed.
        case
            when counted.first_at < usual.last_at and counted.last_at > usual.first_at
                then
                    (counted.person_count, counted.told) < (usual.person_count, usual.told)
            else counted.last_at <= usual.first_at or counted.person_count < 3
        end

),

likes as (

    select
        compared.*,
        ours as told_answer,
        theirs as usual_answer,
        word_likeness(ours.words, theirs.words) as likeness
    from compared
    inner join given as ours
        on
            compared.question = ours.question
            and compared.told = ours.told
    inner join given as theirs
        on
            compared.question = theirs.question
            and compared.usual_told = theirs.told
    left join telling as our_words
        on
            ours.turn_id = our_words.turn_id
            and ours.told = our_words.told
    left join telling as their_words
        on
            theirs.turn_id = their_words.turn_id
            and theirs.told = their_words.told
    where
        word_likeness(ours.words, theirs.words) >= 0.5
        -- "It is £30" says by itself nothing of what it is about: the question does.
        and (
            coalesce(least(len(our_words.words), len(their_words.words)), 0) < 2
            or word_likeness(our_words.words, their_words.words) >= 0.5
        )

),

closest as (

    select
        likes.question,
        likes.told,
        arg_max(
            likes,
            (
                likes.is_between,
                likes.likeness,
                likes.usual_people,
                likes.told_answer['answer_post_id'],
                likes.usual_answer['answer_post_id']
            )
        ) as best
    from likes
    group by
        likes.question,
        likes.told

)

select
    counted.question,
    counted.told,
    counted.sort,
    counted.answer_count,
    counted.person_count,
    counted.first_at,
    counted.last_at,
    case
        when closest.best['is_between'] then 'differs'
        when closest.told is not null then 'changed'
        when usual.told is not null then 'usual'
        else 'case'
    end as verdict,
    closest.best['usual_told'] as usual_told,
    coalesce(closest.best['told_answer'], counted.newest)['answer_post_id'] as answer_post_id,
    coalesce(closest.best['told_answer'], counted.newest)['answer_text'] as answer_text,
    coalesce(closest.best['told_answer'], counted.newest)['asked_text'] as asked_text,
    coalesce(closest.best['told_answer'], counted.newest)['responder'] as responder,
    closest.best['usual_answer']['answer_post_id'] as usual_post_id,
    closest.best['usual_answer']['answer_text'] as usual_text
from counted
left join usual
    on
        counted.question = usual.question
        and counted.told = usual.told
left join closest
    on
        counted.question = closest.question
        and counted.told = closest.told
