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

split as (

    select
        said.post_id,
        said.is_here,
        spoken_words(said.content) as words
    from query_table(posts_name) as said

),

placed as (

    select
        split.post_id,
        split.is_here,
        unnest(split.words) as word,
        generate_subscripts(split.words, 1) as place
    from split

),

spoken as (

    select
        placed.post_id,
        placed.is_here,
        placed.place,
        case
            when
                stop_words.word is null
                and brand_words.word is null
                and length(placed.word) > 1
                and regexp_matches(placed.word, '\p{L}')
                then placed.word
        end as word
    from placed
    left join stop_words
        on placed.word = stop_words.word
    left join brand_words
        on placed.word = brand_words.word

),

paired as (

    select
        spoken.*,
        lead(spoken.word) over (
            partition by spoken.post_id
            order by spoken.place
        ) as next_word
    from spoken

)

select
    paired.post_id,
    paired.is_here,
    paired.word as term
from paired
where paired.word is not null
union
select
    paired.post_id,
    paired.is_here,
    paired.word || ' ' || paired.next_word as term
from paired
where paired.word is not null and paired.next_word is not null
