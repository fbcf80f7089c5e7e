-- What answers to a named question tell, and what was told otherwise to who asked the same.
--
-- Values are compared with others of their sort: links with links, pounds with pounds. A value is
-- usual where three people and at least half of those who were told any of its sort, from its
-- first answer to its last, were told it. Another value differs from it where it was told between
-- two of the usual answers, so that no change of the rules lies between, to somebody who asked the
-- same, in a sentence about the same: half of the words of both. Where it was told only before all
-- usual answers, or after them and to fewer than three, the answer changed, and the dates say when;
-- that is no contradiction. What the customer wrote too, and amounts of which none is usual, are of
-- single cases.
--
-- Parameters: brand, since, until, filters := map {}
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

answers as (

    select *
    from question_answers(brand, since, until, filters := filters)

)

select *
from told_by_answers('answers')
