-- First answers to the questions that people named, of turns that the caller has.
--
-- asking_name names a relation that the caller sees: asking_turns since a moment.
--
-- Parameters: asking_name, brand, since
-- Grain: turn_id
--
-- turn_id         varchar                   the turn answered
-- kind            varchar                   question, request
-- question        varchar                   its name
-- person          varchar                   who asked: source:author_id; where unknown, the turn
-- words           varchar[]                 what the turn is about, as asking_turns has them
-- answer_post_id  varchar                   the answer
-- answered_at     timestamp with time zone  when
-- source          varchar                   where
-- hour_of_day     integer                   0 .. 23, when it was asked, in the brand's time zone
-- responder       varchar                   signature, else the account
-- answer_text     varchar                   what it says
-- asked_text      varchar                   the sentences that ask, in lower case
-- same_as         varchar                   link, else wording, that makes it the same; null: short
-- answer_values   varchar[]                 what it tells (told_values), as it stands there
select
    asking.turn_id,
    asking.kind,
    asking.question,
    asking.person,
    asking.words,
    asking.answer_post_id,
    answers.created_at as answered_at,
    asking.source,
    asking.hour_of_day,
    asking.responder,
    answers.text as answer_text,
    asking.asked_text,
    coalesce(
        nullif(regexp_extract(array_to_string(told_values(answers.text), ' '), 'https?://\S+'), ''),
        reply_texts.skeleton
    ) as same_as,
    told_values(answers.text) as answer_values
from query_table(asking_name) as asking
inner join posts as answers
    on
        asking.answer_post_id = answers.post_id
        and answers.brand = brand
        and (since is null or answers.created_at >= cast(since as timestamptz))
left join reply_texts
    on
        asking.answer_post_id = reply_texts.post_id
        and reply_texts.brand = brand
        and (since is null or reply_texts.replied_at >= cast(since as timestamptz))
where
    asking.status = 'answered'
    and asking.question <> ''
    and answers.erased_at is null
