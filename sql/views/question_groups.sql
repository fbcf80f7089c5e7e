-- Recurring questions and requests as people named them: words, and what those who use them ask.
--
-- One name may stand for several sets of words. A set may be set aside as well: whoever uses these
-- words asks nothing that recurs, and nobody is asked about them again. Of each set the last word
-- stands; what was taken back says nothing.
--
-- Grain: brand, words
--
-- brand      varchar                   key in earshot.toml
-- words      varchar                   as they were said, with blanks between them
-- word_list  varchar[]                 those of them that asking_turns keeps, as it has them
-- question   varchar                   its name; '' is set aside
-- said_by    varchar                   who had the last word
-- said_at    timestamp with time zone  when
with

standing as (

    select
        said.brand,
        said.subject as words,
        arg_max(said.value, (said.said_at, said.action_id)) as question,
        arg_max(said.who, (said.said_at, said.action_id)) as said_by,
        max(said.said_at) as said_at
    from standing_actions as said
    where said.kind = 'question_group'
    group by
        said.brand,
        said.subject

),

given as (

    select distinct
        standing.brand,
        standing.words,
        singular(parts.word) as word
    from standing
    cross join unnest(plain_words(standing.words)) as parts (word)
    where
        length(parts.word) > 2
        and parts.word not in (select empty_words.word from empty_words)
        and (standing.brand, parts.word) not in (
            select
                brand_words.brand,
                brand_words.word
            from brand_words
        )

),

lists as (

    select
        given.brand,
        given.words,
        list(given.word order by given.word) as word_list
    from given
    group by
        given.brand,
        given.words

)

select
    standing.brand,
    standing.words,
    lists.word_list,
    standing.question,
    standing.said_by,
    standing.said_at
from standing
inner join lists
    on
        standing.brand = lists.brand
        and standing.words = lists.words
where standing.question is not null
