-- By which names of a brand posts were found that people said are not about it.
--
-- Of posts written in a period that hold the name, in whatever case and with or without accents, in
-- a longer word too: scripts without spaces between words have no other way to be counted.
-- People do not read every post, so the share is what is known at least.
--
-- Parameters: brand, since, until
-- Grain: name
--
-- name           varchar  a name of the brand, as it is listened for
-- wrong_count    bigint   posts with it that are not about the brand, copies too
-- mention_count  bigint   what others said of the brand with it
-- wrong_share    double   0 .. 1 of both together, at least
-- is_many        boolean  five or more, and a twentieth or more of what it finds
with

spelt as (

    select unnest(brands.names) as name
    from brands
    where brands.brand = brand

),

-- Spelt with capitals or accents it is the same name.
names as (

    select min(spelt.name) as name
    from spelt
    group by strip_accents(lower(spelt.name))

),

wrong as (

    select
        names.name,
        count(distinct disowned.post_id) as wrong_count
    from disowned_mentions(brand) as disowned
    inner join posts
        on disowned.post_id = posts.post_id
    inner join names
        on holds_words(posts.title, posts.text, names.name)
    where posts.created_at >= since and posts.created_at < until
    group by names.name

),

held as (

    select
        wrong.name,
        count(posts.post_id) as mention_count
    from wrong
    left join posts
        on
            posts.brand = brand
            and posts.direction = 'inbound'
            and posts.created_at >= since
            and posts.created_at < until
            and holds_words(posts.title, posts.text, wrong.name)
    group by wrong.name

)

select
    wrong.name,
    wrong.wrong_count,
    held.mention_count,
    wrong.wrong_count / nullif(wrong.wrong_count + held.mention_count, 0) as wrong_share,
    wrong.wrong_count >= 5
    and wrong.wrong_count >= 0.05 * (wrong.wrong_count + held.mention_count) as is_many
from wrong
inner join held
    on wrong.name = held.name
