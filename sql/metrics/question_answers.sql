-- First answers to the questions that people named, and what makes two of them the same.
--
-- The same link is the same answer, else the same wording when names, figures, greeting and
-- signature are left out; answers of fewer than four words and without a link are compared with
-- nothing. Filters are those of filtered_mentions and keep an answer by what it answers.
--
-- Parameters: brand, since, until, filters := map {}
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
with

asking as (

    select *
    from asking_turns(brand, since, until, filters := filters)

)

select *
from given_answers('asking', brand, since)
