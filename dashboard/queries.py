"""The questions that pages ask of the public views; no text from outside is ever part of them.

Over mentions: $1 brand, $2 since, $3 until, $4 source or null, $5 text or null.
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
        and (cast($4 as varchar) is null or m.source = cast($4 as varchar))
        and (
            cast($5 as varchar) is null
            or contains(lower(coalesce(m.title, '') || ' ' || m.text), lower(cast($5 as varchar)))
        )

),

inbound as (

    select *
    from chosen
    where direction = 'inbound'

)"""

# A turn is its first post: where the filters keep that post, they keep the turn.
_COHORT = (
    _CHOSEN
    + """,

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
    where not turns.is_selected

)"""
)

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

PERIOD_SUMMARY = f"""{_CHOSEN},

counted as (

    select
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count,
        count(*) filter (where needs_reply) as needs_reply_count
    from inbound

)

select
    *,
    mention_count - scored_count as unscored_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment
from counted
"""

# Normal interval of a difference of two means of -1, 0, 1 (or of two shares).
PERIOD_CHANGE = f"""
{_CHOSEN.replace(">= $2", ">= least($2, $6)").replace("< $3", "< greatest($3, $7)")},

labelled as (

    select
        'now' as part,
        polarity,
        is_complaint
    from inbound
    where created_at >= $2 and created_at < $3
    union all
    select
        'before' as part,
        polarity,
        is_complaint
    from inbound
    where created_at >= $6 and created_at < $7

),

counted as (

    select
        part,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where is_complaint) / nullif(count(*), 0) as complaint_share,
        (
            count(*) filter (where polarity = 'positive')
            - count(*) filter (where polarity = 'negative')
        ) / nullif(count(polarity), 0) as net_sentiment,
        count(*) filter (where polarity in ('positive', 'negative')) / nullif(count(polarity), 0)
            as polar_share
    from labelled
    group by part

),

measured as (

    select
        part,
        mention_count,
        net_sentiment,
        complaint_share,
        (polar_share - net_sentiment * net_sentiment) / nullif(scored_count, 0) as net_variance,
        complaint_share * (1 - complaint_share) / nullif(mention_count, 0) as complaint_variance
    from counted

),

paired as (

    select
        current.mention_count,
        earlier.mention_count as mention_count_before,
        current.net_sentiment - earlier.net_sentiment as net_change,
        1.96 * sqrt(current.net_variance + earlier.net_variance) as net_margin,
        current.complaint_share - earlier.complaint_share as complaint_change,
        1.96 * sqrt(current.complaint_variance + earlier.complaint_variance) as complaint_margin
    from (select 1) as one
    left join measured as current on current.part = 'now'
    left join measured as earlier on earlier.part = 'before'

)

select
    *,
    mention_count / nullif(mention_count_before, 0) - 1 as mention_change,
    case
        when abs(net_change) <= net_margin then 'same'
        when net_change > 0 then 'better'
        when net_change < 0 then 'worse'
    end as net_verdict,
    case
        when abs(complaint_change) <= complaint_margin then 'same'
        when complaint_change > 0 then 'worse'
        when complaint_change < 0 then 'better'
    end as complaint_verdict
from paired
"""

SENTIMENT_BY_DAY = f"""{_CHOSEN},

counted as (

    select
        local_date,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'neutral') as neutral_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count
    from inbound
    group by local_date

),

measured as (

    select
        *,
        (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment,
        (positive_count + negative_count) / nullif(scored_count, 0) as polar_share
    from counted

)

select
    *,
    mention_count - scored_count as unscored_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    greatest(
        -1, net_sentiment - 1.96 * sqrt((polar_share - net_sentiment ** 2) / scored_count)
    ) as net_low,
    least(
        1, net_sentiment + 1.96 * sqrt((polar_share - net_sentiment ** 2) / scored_count)
    ) as net_high
from measured
order by local_date
"""

CHANGE_BY_SOURCE = f"""
{_CHOSEN.replace(">= $2", ">= least($2, $6)").replace("< $3", "< greatest($3, $7)")},

counted as (

    select
        source,
        count(*) filter (where is_now and polarity = 'positive')
        - count(*) filter (where is_now and polarity = 'negative') as balance_now,
        count(polarity) filter (where is_now) as scored_now,
        count(*) filter (where is_before and polarity = 'positive')
        - count(*) filter (where is_before and polarity = 'negative') as balance_before,
        count(polarity) filter (where is_before) as scored_before
    from (
        select
            source,
            polarity,
            created_at >= $2 and created_at < $3 as is_now,
            created_at >= $6 and created_at < $7 as is_before
        from inbound
    )
    group by source

)

select
    source,
    balance_now / nullif(sum(scored_now) over (), 0)
    - balance_before / nullif(sum(scored_before) over (), 0) as contribution,
    scored_now as scored_count
from counted
order by contribution
"""

COMPLAINTS_BY_HOUR = f"""{_CHOSEN}

select
    (isodow(timezone($6, created_at)) - 1) * 24 + hour(timezone($6, created_at)) as hour_of_week,
    count(*) as row_count
from inbound
where is_complaint
group by hour_of_week
order by hour_of_week
"""

MOST_SHARED = f"""{_CHOSEN}

select
    post_id,
    created_at,
    source,
    coalesce(nullif(title, ''), text) as text,
    polarity,
    share_count,
    view_count,
    url
from inbound
where share_count > 0
order by share_count desc, created_at desc
limit 8
"""

RESPONSE_SUMMARY = "select * from response_summary($1, $2, $3, source := cast($4 as varchar))"

# Below ten at risk a step says more about one customer than about the desk.
RESPONSE_CURVE = """
select *
from response_curve($1, $2, $3, source := cast($4 as varchar))
where at_risk_count >= 10
order by elapsed_seconds
"""

TARGETS_BY_SOURCE = f"""{_COHORT}

select
    source,
    count(*) as turn_count,
    count(*) filter (where sla_status = 'met') as met_count,
    count(*) filter (where sla_status = 'missed') as missed_count,
    count(*) filter (where sla_status = 'pending') as pending_count,
    count(*) filter (where sla_status = 'met')
    / nullif(count(*) filter (where sla_status in ('met', 'missed')), 0) as met_share
from cohort
group by source
order by turn_count desc, source
"""

TARGETS_BY_WEEK = f"""{_COHORT}

select
    date_trunc('week', local_date) as week_date,
    count(*) filter (where sla_status = 'met') as met_count,
    count(*) filter (where sla_status = 'missed') as missed_count,
    count(*) filter (where sla_status = 'pending') as pending_count
from cohort
group by week_date
order by week_date
"""

TURNS_BY_HOUR = f"""{_COHORT}

select
    hour_of_week,
    count(*) as row_count
from cohort
group by hour_of_week
order by hour_of_week
"""

_OPEN = """
with

waiting as (

    select
        unanswered.*,
        mentions.author_name,
        mentions.author_handle,
        mentions.text,
        mentions.url
    from unanswered
    inner join mentions
        on
            unanswered.brand = mentions.brand
            and unanswered.turn_id = mentions.post_id
    where
        unanswered.brand = $1
        and (cast($2 as varchar) is null or mentions.source = cast($2 as varchar))
        and (
            cast($3 as varchar) is null
            or contains(
                lower(coalesce(mentions.title, '') || ' ' || mentions.text),
                lower(cast($3 as varchar))
            )
        )

)"""

UNANSWERED = f"{_OPEN}\nselect * from waiting order by priority desc, waiting_seconds desc limit 200"

UNANSWERED_SUMMARY = f"""{_OPEN}

select
    count(*) as open_count,
    count(*) filter (where sla_status = 'missed') as overdue_count,
    count(*) filter (where is_never_answered) as never_count,
    max(waiting_seconds) as longest_seconds,
    sum(silence_hours) as silence_hours
from waiting
"""

UNANSWERED_BANDS = f"""{_OPEN}

select
    age_band,
    count(*) as open_count,
    min(waiting_seconds) as shortest_seconds
from waiting
group by age_band
order by shortest_seconds
"""

_PAGED = """
select
    m.post_id,
    m.created_at,
    m.source,
    m.direction,
    m.author_name,
    m.author_handle,
    m.author_followers,
    m.title,
    m.text,
    m.lang,
    m.polarity,
    m.sentiment,
    m.is_complaint,
    m.complaint_reason,
    m.needs_reply,
    m.reply_reason,
    m.rating,
    m.share_count,
    m.like_count,
    m.reply_count,
    m.conversation_id,
    m.url
from chosen as m
where
    true
    /*facets*/
"""

MENTIONS = f"{_CHOSEN}{_PAGED}order by m.created_at desc, m.post_id"

MENTION_COUNT = f"{_CHOSEN}\nselect count(*) as mention_count\nfrom chosen as m\nwhere true /*facets*/"

FRESHNESS = "select * from freshness_by_source order by observed_until nulls first, source"

REJECTED_BY_REASON = """
select
    source,
    reason,
    count(*) as reject_count,
    max(seen_at) as last_seen_at
from rejected
group by source, reason
order by reject_count desc, source, reason
"""

REJECTED = "select * from rejected order by seen_at desc, reject_id limit 100"

SCORING_BY_LANGUAGE = f"""{_CHOSEN}

select
    coalesce(lang, 'unknown') as lang,
    count(*) as mention_count,
    count(polarity) as scored_count
from inbound
group by lang
order by mention_count desc
"""
