"""The questions that pages ask of the public views; no text from outside is ever part of them.

Over mentions: $1 brand, $2 since, $3 until, $4 sources or null, $5 text or null.
"""

_CHOSEN = """
with

chosen as (

    select *
    from mentions as m
    where
        m.brand = $1
        and m.created_at >= $2
        and m.created_at < $3
        and (cast($4 as varchar[]) is null or list_contains(cast($4 as varchar[]), m.source))
        and (
            cast($5 as varchar) is null
            or contains(lower(coalesce(m.title, '') || ' ' || m.text), lower(cast($5 as varchar)))
        )

),

inbound as (

    select *
    from chosen
    where direction = 'inbound'

)
"""

_WAITING = """,

cohort as (

    select
        turns.*,
        inbound.text,
        inbound.url
    from turns
    inner join inbound
        on
            turns.brand = inbound.brand
            and turns.turn_id = inbound.post_id

)
"""

BRANDS = """
with

known as (

    select
        mentions.brand,
        count(*) as mention_count,
        min(mentions.created_at) as earliest_at,
        max(freshness_by_source.observed_until) as observed_until
    from mentions
    left join freshness_by_source
        on mentions.source = freshness_by_source.source
    group by mentions.brand

)

select
    brands.brand,
    brands.name,
    brands.role,
    brands.time_zone,
    brands.is_configured,
    brands.target_seconds,
    known.earliest_at,
    known.observed_until,
    coalesce(known.mention_count, 0) as mention_count
from brands
left join known
    on brands.brand = known.brand
order by known.mention_count is null, brands.role <> 'own', brands.name
"""

SOURCES = "select distinct source from mentions where brand = $1 order by source"

PERIOD_SUMMARY = (
    _CHOSEN
    + """,

counted as (

    select
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count,
        count(*) filter (where needs_reply) as needs_reply_count,
        count(distinct author_id) as author_count
    from inbound

)

select
    *,
    mention_count - scored_count as unscored_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment
from counted
"""
)
