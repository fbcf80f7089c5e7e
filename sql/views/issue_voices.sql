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

    select
        said.*,
        true as is_here
    from said
    cross join amount
    where
        amount.read_share >= 1
        or md5_number_lower(said.post_id) % 1000000 < 1000000 * amount.read_share

),

spoken as (

    select
        asked.post_id,
        terms.term,
        asked.person,
        asked.created_at,
        asked.local_date,
        asked.source,
        asked.polarity,
        asked.estimated_audience,
        asked.copy_group,
        asked.is_own
    from spoken_terms('asked', brand) as terms
    inner join asked
        on terms.post_id = asked.post_id

),

-- When the same person said it last.
before as (

    select
        spoken.*,
        lag(spoken.created_at) over (
            partition by spoken.term, spoken.person, spoken.is_own
            order by spoken.created_at, spoken.post_id
        ) as person_at,
        spoken.copy_group is null
        or row_number() over (
            partition by
                spoken.term, spoken.copy_group, spoken.is_own, week_no(spoken.created_at)
            order by spoken.created_at, spoken.post_id
        ) = 1 as is_first_copy
    from spoken

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
