-- Terms that name no issue: names of people who write about the brand, and a campaign's own words.
--
-- A name is a word of an author's name that more than half of the posts with the term write with a
-- capital letter. A campaign's own are words that the brand itself wrote behind a #, in one or two.
--
-- terms_name names a relation that the caller sees, with local_date and term.
--
-- Parameters: terms_name, brand
-- Grain: term
--
-- term  varchar  one or two words, in lower case
with

terms as (

    select
        kept.term,
        min(kept.local_date) - 6 as since_date,
        max(kept.local_date) as until_date,
        string_split(kept.term, ' ') as words
    from query_table(terms_name) as kept
    group by kept.term

),

tags as (

    select distinct unnest(regexp_extract_all(lower(posts.text), '#([\p{L}\p{N}_]+)', 1)) as tag
    from posts
    where
        posts.brand = brand
        and posts.direction = 'outbound'
        and contains(posts.text, '#')
        and posts.local_date >= (select min(terms.since_date) - 84 from terms)

),

names as (

    select distinct
        unnest(
            regexp_extract_all(lower(posts.author_name), '[\p{L}]+(?:''[\p{L}]+)*')
        ) as word
    from posts
    where
        posts.brand = brand
        and posts.local_date >= (select min(terms.since_date) - 84 from terms)

),

suspects as (

    select distinct
        terms.term,
        terms.since_date,
        terms.until_date,
        names.word,
        upper(names.word[1]) || names.word[2:] as capital
    from (
        select
            term,
            since_date,
            until_date,
            unnest(words) as word
        from terms
    ) as terms
    inner join names
        on terms.word = names.word
    where length(names.word) > 1

),

-- Handles are no words of a text, and a repost is nobody's spelling.
said as (

    select
        suspects.term,
        suspects.word,
        suspects.capital,
        regexp_replace(concat_ws(' ', posts.title, posts.text), '@\w+', ' ', 'g') as content
    from suspects
    inner join posts
        on
            posts.brand = brand
            and posts.direction = 'inbound'
            and posts.kind <> 'repost'
            and posts.local_date between suspects.since_date and suspects.until_date
            and contains(lower(posts.text), suspects.term)

),

written as (

    select
        said.term,
        said.word,
        count(*) as post_count,
        count(*) filter (where contains(said.content, said.capital)) as capital_count
    from said
    where contains(lower(said.content), said.word)
    group by said.term, said.word

)

select written.term
from written
group by written.term
having bool_or(2 * written.capital_count > written.post_count)
union
select terms.term
from terms
inner join tags
    on
        terms.term = replace(tags.tag, '_', ' ')
        or replace(terms.term, ' ', '') = replace(tags.tag, '_', '')
        or list_contains(terms.words, tags.tag)
