-- Who took up what a person complained about: press and posts found by rare words.
--
-- Of one complaint of `escalations`: what its author wrote about the brand from then on for 30 days
-- (at most 20 posts), and what others wrote after it in those days. Words are rare as of
-- shared_rare_words, held against the newest 5,000 posts of the 90 days before. Found is what
-- quotes four words or more of theirs; an article that shares one rare word; and a post that shares
-- rare words of two places or more, in other sentences than theirs (less than a third of the words
-- in common). At most 3,000 articles and 3,000 posts are looked through, those shared most;
-- near-copies are one. Answers to the author are none: those are known, not found. What an article
-- says is no complaint of its author's.
--
-- It is no proof. Beside it stands how often chance does as much: up to 100 complaints of other
-- people, of the 30 days before, of which none of these can speak, held against the same posts.
--
-- Parameters: brand, turn_id
-- Grain: post_id
--
-- post_id             varchar                   first of its near-copies
-- copy_count          bigint                    near-copies found with it, itself too
-- is_press            boolean                   an article
-- created_at          timestamp with time zone  when
-- lead_hours          double                    from the complaint to it
-- source              varchar                   where
-- author_name         varchar                   name or handle; null: unknown
-- title_or_text       varchar                   what it says
-- found_by            varchar                   quote, words
-- words               varchar[]                 rare words that both hold, first said first
-- place_count         bigint                    places of the person's posts that they stand in
-- estimated_audience  double                    people; null: unknown
-- compared_count      bigint                    pairs of another complaint and an article (a post)
-- by_chance_count     bigint                    of them that share as many places
-- by_chance           double                    0 .. 1; null: nothing to compare with
with

begun as (

    select
        posts.source,
        posts.author_id,
        posts.created_at
    from posts
    where
        posts.brand = brand
        and posts.post_key = id_key(turn_id)
        and posts.post_id = turn_id
        and posts.direction = 'inbound'
        and posts.kind <> 'article'
        and posts.erased_at is null

),

around as materialized (

    select
        posts.post_id,
        posts.parent_id,
        posts.created_at,
        posts.created_at - begun.created_at as since_begun,
        posts.source = begun.source and posts.author_id = begun.author_id as is_own,
        posts.kind = 'article' as is_press,
        posts.is_complaint,
        posts.share_count,
        concat_ws(' . ', posts.title, posts.text) as content
    from begun
    inner join posts
        on
            posts.brand = brand
            and posts.direction = 'inbound'
            and posts.kind <> 'repost'
            and posts.erased_at is null
            and posts.created_at >= begun.created_at - interval 90 days
            and posts.created_at <= begun.created_at + interval 30 days

),

own as materialized (

    select
        'own' as asker,
        around.*
    from around
    where coalesce(around.is_own, false) and around.since_begun >= interval 0 seconds
    order by around.created_at, around.post_id
    limit 20

),

earlier as materialized (

    select around.*
    from around
    where not coalesce(around.is_own, false) and around.since_begun < interval 0 seconds
    order by around.created_at desc, around.post_id desc
    limit 5000

),

drawn as materialized (

    select
        earlier.post_id as asker,
        earlier.*
    from earlier
    where earlier.is_complaint and earlier.since_begun >= -interval 30 days
    order by md5(earlier.post_id)
    limit 100

),

later as materialized (

    select
        around.*,
        least(count(*) over (partition by around.is_press), 3000)
        * (select count(*) from drawn) as compared_count
    from around
    where
        not coalesce(around.is_own, false)
        and around.since_begun > interval 0 seconds
        and coalesce(around.parent_id not in (select own.post_id from own), true)
    qualify
        row_number() over (
            partition by around.is_press
            order by around.share_count desc nulls last, around.post_id asc
        ) <= 3000

),

-- Of the person all posts together are one asker, of the others each complaint is.
asking as materialized (

    select own.* from own
    union all
    select drawn.* from drawn

),

shared as materialized (

    select
        both_say.*,
        later.is_press
    from shared_rare_words('asking', 'earlier', 'later', brand) as both_say
    inner join later
        on both_say.post_id = later.post_id

),

quoting as (

    select quotes.post_id
    from (
        select
            later.post_id,
            spoken_words(regexp_extract(later.content, '["“„«]([^"“”„«»]{12,})["“”»]', 1)) as words
        from later
    ) as quotes
    where
        len(quotes.words) >= 4
        and exists (
            select own.post_id
            from own
            where
                contains(
                    array_to_string(spoken_words(own.content), ' '),
                    array_to_string(quotes.words, ' ')
                )
        )

),

-- Who uses the same sentences tells what happened to them, too.
alike as (

    select distinct later.post_id
    from shared
    inner join later
        on shared.post_id = later.post_id and not later.is_press
    inner join own
        on
            word_likeness(spoken_words(later.content), spoken_words(own.content)) >= 0.33
    where shared.asker = 'own'

),

found as (

    select
        later.post_id,
        later.is_press,
        later.since_begun,
        later.compared_count,
        coalesce(shared.words, []) as words,
        coalesce(shared.place_count, 0) as place_count,
        quoting.post_id is not null as is_quoting
    from later
    left join shared
        on later.post_id = shared.post_id and shared.asker = 'own'
    left join quoting
        on later.post_id = quoting.post_id
    where
        quoting.post_id is not null
        or (later.is_press and shared.place_count >= 1)
        or (
            shared.place_count >= 2
            and later.post_id not in (select alike.post_id from alike)
        )

),

chances as (

    select
        found.is_press,
        found.place_count,
        count(distinct others.asker || ' ' || others.post_id) as by_chance_count
    from found
    left join shared as others
        on
            found.is_press = others.is_press
            and others.asker <> 'own'
            and others.place_count >= greatest(found.place_count, 1)
    group by found.is_press, found.place_count

),

folded as (

    select
        found.*,
        posts.created_at,
        posts.source,
        coalesce(posts.author_name, posts.author_handle) as author_name,
        coalesce(posts.title, posts.text) as title_or_text,
        estimated_audience(posts.view_count, posts.author_followers) as estimated_audience,
        count(*) over (
            partition by coalesce(cast(posts.copy_group as varchar), posts.post_id)
        ) as copy_count
    from found
    inner join posts
        on
            posts.brand = brand
            and posts.post_key = id_key(found.post_id)
            and posts.post_id = found.post_id
    qualify
        row_number() over (
            partition by coalesce(cast(posts.copy_group as varchar), posts.post_id)
            order by posts.created_at, posts.post_id
        ) = 1

)

select
    folded.post_id,
    folded.copy_count,
    folded.is_press,
    folded.created_at,
    epoch(folded.since_begun) / 3600 as lead_hours,
    folded.source,
    folded.author_name,
    folded.title_or_text,
    case when folded.is_quoting then 'quote' else 'words' end as found_by,
    folded.words,
    folded.place_count,
    folded.estimated_audience,
    folded.compared_count,
    chances.by_chance_count,
    chances.by_chance_count / nullif(folded.compared_count, 0) as by_chance
from folded
inner join chances
    on
        folded.is_press = chances.is_press
        and folded.place_count = chances.place_count
