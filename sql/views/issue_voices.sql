-- Who says which word or pair of words of a brand, and whose saying it is a new voice.
--
-- A person counts for a term again after seven days without it. One text with its near-copies,
-- whoever posts them, counts once a week (Thursday to Wednesday, as of week_no); a repost is
-- nobody's own words. Of more than 3,000 posts a week so many are read,
-- drawn by the hash of their ids.
--
-- Parameters: brand, since, until
-- Grain: post_id, term
--
-- post_id             varchar                   source:id
-- term                varchar                   as of spoken_terms
-- person              varchar                   source and author; where unknown the post
-- created_at          timestamp with time zone  UTC
-- local_date          date                      in the brand's time zone
-- source              varchar                   where it was said
-- polarity            varchar                   null: unscored
-- estimated_audience  double                    people; null: unknown
-- is_own              boolean                   no repost
-- is_voice            boolean                   counts: a new voice for this term
with

said as (

    select
        posts.rowid as place,
        posts.post_id,
        posts.source,
        posts.created_at,
        posts.local_date,
        posts.polarity,
        posts.copy_group,
        posts.kind <> 'repost' as is_own,
        concat_ws(' ', posts.title, posts.text) as content,
        coalesce(posts.source || ':' || posts.author_id, posts.post_id) as person,
        estimated_audience(posts.view_count, posts.author_followers) as estimated_audience
    from posts
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and (since is null or posts.created_at >= cast(since as timestamptz))
        and (until is null or posts.created_at <= cast(until as timestamptz))

),

amount as (

    select 3000.0 * (max(said.local_date) - min(said.local_date) + 1) / 7 / count(*) as read_share
    from said

),

asked as (

    select said.*
    from said
    cross join amount
    where
        amount.read_share >= 1
        or md5_number_lower(said.post_id) % 1000000 < 1000000 * amount.read_share

),

-- Only of posts beside which the same person or a copy says something may a word be said again.
beside as materialized (

    select
        asked.*,
        asked.is_own and (
            coalesce(
                asked.created_at - interval 7 day <= lag(asked.created_at) over (
                    partition by asked.person, asked.is_own
                    order by asked.created_at, asked.post_id
                ),
                false
            )
            or coalesce(
                asked.created_at + interval 7 day >= lead(asked.created_at) over (
                    partition by asked.person, asked.is_own
                    order by asked.created_at, asked.post_id
                ),
                false
            )
            or (
                asked.copy_group is not null
                and count(*) over (
                    partition by asked.copy_group, asked.is_own, week_no(asked.created_at)
                ) > 1
            )
        ) as is_beside
    from asked

),

contents as (

    select
        beside.place as post_id,
        true as is_here,
        beside.content
    from beside

),

spoken as materialized (

    select
        terms.post_id as place,
        terms.term
    from spoken_terms('contents', brand) as terms

),

-- When the same person said it last.
before as (

    select
        beside.*,
        spoken.term,
        lag(beside.created_at) over (
            partition by spoken.term, beside.person
            order by beside.created_at, beside.post_id
        ) as person_at,
        beside.copy_group is null
        or row_number() over (
            partition by spoken.term, beside.copy_group, week_no(beside.created_at)
            order by beside.created_at, beside.post_id
        ) = 1 as is_first_copy
    from beside
    inner join spoken
        on beside.place = spoken.place
    where beside.is_beside

)

select
    before.post_id,
    before.term,
    before.person,
    before.created_at,
    before.local_date,
    before.source,
    before.polarity,
    before.estimated_audience,
    before.is_own,
    before.is_own
    and before.is_first_copy
    and coalesce(before.person_at < before.created_at - interval 7 day, true) as is_voice
from before
union all
select
    beside.post_id,
    spoken.term,
    beside.person,
    beside.created_at,
    beside.local_date,
    beside.source,
    beside.polarity,
    beside.estimated_audience,
    beside.is_own,
    beside.is_own as is_voice
from beside
inner join spoken
    on beside.place = spoken.place
where not beside.is_beside
