-- Words and pairs of words that posts say, each once for a post.
--
-- A term holds a letter; words that say nothing (stop_words), names of the brand and its products,
-- handles and links are left out. A stop word, a name or the end of a clause ends a pair.
--
-- posts_name names a relation that the caller sees, one of its own common table expressions, with
-- post_id, is_here (two sides of a comparison, or always true) and content.
--
-- Parameters: posts_name, brand
-- Grain: post_id, is_here, term
--
-- post_id  varchar  source:id
-- is_here  boolean  as the caller says
-- term     varchar  one or two words, in lower case
with

brand_words as (

    select distinct
        unnest(
            regexp_extract_all(
                lower(array_to_string(brands.names, ' ')), '[\p{L}\p{N}]+(?:''[\p{L}\p{N}]+)*'
            )
        ) as word
    from brands
    where brands.brand = brand

),

unsaid as (

    select stop_words.word
    from stop_words
    union
    select brand_words.word
    from brand_words

),

split as (

    select
        said.post_id,
        said.is_here,
        spoken_words(said.content) as words
    from query_table(posts_name) as said

),

placed as materialized (

    select
        split.post_id,
        split.is_here,
        unnest(split.words) as word,
        -- Side by side: a window over all words takes ten times as long.
        unnest(split.words[2:]) as next_word
    from split

),

-- Asked once of each word, not of each time that it is said.
kept as (

    select words.word
    from (select distinct placed.word from placed) as words
    where
        length(words.word) > 1
        and regexp_matches(words.word, '\p{L}')
        and words.word not in (select unsaid.word from unsaid)

),

paired as (

    select
        placed.post_id,
        placed.is_here,
        kept.word,
        next_kept.word as next_word
    from placed
    inner join kept
        on placed.word = kept.word
    left join kept as next_kept
        on placed.next_word = next_kept.word

)

select
    paired.post_id,
    paired.is_here,
    paired.word as term
from paired
union
select
    paired.post_id,
    paired.is_here,
    paired.word || ' ' || paired.next_word as term
from paired
where paired.next_word is not null
