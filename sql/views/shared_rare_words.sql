-- Rare words that later posts share with what each of some askers wrote.
--
-- A word is rare that fewer than one in a thousand of the earlier posts hold; of fewer than a
-- thousand nothing is said. Words side by side, or one word apart, stand in one place: a phrase is
-- no two coincidences. A later post shares only what was said before it.
--
-- Each name names a relation that the caller sees, one of its own common table expressions:
-- asking with asker, post_id, created_at and content, of which several posts may be one asker's;
-- earlier with post_id and content, which may hold posts of askers; later with post_id, created_at
-- and content.
--
-- Parameters: asking_name, earlier_name, later_name, brand
-- Grain: post_id, asker
--
-- post_id      varchar    of the later posts
-- asker        varchar    as the caller says
-- words        varchar[]  rare words that both hold, first said first
-- place_count  bigint     places in the asker's posts that they stand in
with

asking as materialized (

    select
        said.asker,
        said.post_id,
        said.created_at as said_at,
        said.content
    from query_table(asking_name) as said

),

earlier as materialized (

    select
        said.post_id,
        said.content
    from query_table(earlier_name) as said

),

-- Where a word stands among all words of the asker.
asked_words as materialized (

    select
        placed.asker,
        placed.post_id,
        placed.said_at,
        placed.post_no * 10000 + placed.place as place,
        placed.word
    from (
        select
            asking.asker,
            asking.post_id,
            asking.said_at,
            row_number() over (
                partition by asking.asker
                order by asking.said_at, asking.post_id
            ) as post_no,
            unnest(spoken_words(asking.content)) as word,
            unnest(range(1, len(spoken_words(asking.content)) + 1)) as place
        from asking
    ) as placed
    where
        length(placed.word) > 2
        and placed.word not in (select stop_words.word from stop_words)
        and placed.word not in (
            select brand_words.word
            from brand_words
            where brand_words.brand = brand
        )

),

said_before as (

    select
        told.word,
        count(*) as post_count
    from (
        select distinct
            earlier.post_id,
            unnest(spoken_words(earlier.content)) as word
        from earlier
    ) as told
    where told.word in (select asked_words.word from asked_words)
    group by told.word

),

rare_words as materialized (

    select
        asked_words.asker,
        asked_words.word,
        min(asked_words.said_at) as said_at,
        min(asked_words.place) as place
    from asked_words
    left join said_before
        on asked_words.word = said_before.word
    where
        -- Who stands among the earlier ones does not make a word less rare by saying it.
        coalesce(said_before.post_count, 0)
        - cast(asked_words.post_id in (select earlier.post_id from earlier) as integer)
        < 0.001 * (select count(*) from earlier)
        and (select count(*) from earlier) >= 1000
    group by asked_words.asker, asked_words.word

),

held as (

    select
        told.post_id,
        rare_words.asker,
        rare_words.word,
        rare_words.place,
        rare_words.place - lag(rare_words.place) over (
            partition by told.post_id, rare_words.asker
            order by rare_words.place
        ) as step
    from (
        select distinct
            later.post_id,
            later.created_at,
            unnest(spoken_words(later.content)) as word
        from query_table(later_name) as later
    ) as told
    inner join rare_words
        on told.word = rare_words.word and told.created_at > rare_words.said_at

)

select
    held.post_id,
    held.asker,
    list(held.word order by held.place) as words,
    count(*) filter (where coalesce(held.step > 2, true)) as place_count
from held
group by held.post_id, held.asker
