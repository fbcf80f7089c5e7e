-- What filters can be set to for a brand: its sources, topics, languages and kinds of posts.
--
-- Grain: filter, value
with

said as (

    select distinct
        source,
        lang,
        kind
    from post_counts
    where brand = $brand

),

named as (

    select
        'source' as filter,
        source as value
    from said
    union
    select
        'lang' as filter,
        coalesce(lang, 'unknown') as value
    from said
    union
    select
        'kind' as filter,
        kind as value
    from said
    union
    select
        'topic' as filter,
        topic as value
    from volume_slots
    where
        brand = $brand
        and topic <> ''
    union all
    select
        'topic' as filter,
        'unknown' as value

)

select
    filter,
    value
from named
order by
    filter,
    value = 'unknown',
    value
