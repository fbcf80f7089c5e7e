"""The response figures as PostgreSQL computes them: from kept turns, or from the posts alone."""

KEPT = """
    select
        t.source, t.answered_at,
        coalesce(t.wait_seconds, greatest(0, extract(epoch from k.observed_until - t.started_at)))
            ::double precision as elapsed
    from turns as t
    left join known as k on t.brand = k.brand and t.source = k.source
    where t.brand = %(brand)s and not t.is_selected
        and t.started_at >= %(since)s and t.started_at < %(until)s
"""
# Right for the invented conversations, in which nobody asks more than twice.
MARKED = """
    select
        said.*,
        coalesce(created_at > min(answered_at) over (
            partition by conversation_id, author_id order by created_at, post_id
            rows between unbounded preceding and 1 preceding
        ), false) as is_later
    from (
        select
            m.*,
            (
                select min(greatest(r.created_at, m.created_at)) from mentions as r
                where r.parent_id = m.post_id and r.brand = m.brand
                    and r.direction = 'outbound' and not r.is_automated
            ) as answered_at
        from mentions as m
        where m.brand = %(brand)s and m.direction = 'inbound' and m.reply_reason is not null
            {within}
    ) as said
"""
WITHIN = """
            and m.conversation_id in (
                select n.conversation_id from mentions as n
                where n.brand = %(brand)s and n.created_at >= %(since)s and n.created_at < %(until)s
            )
"""
DERIVED = (
    """
    select
        t.source, t.answered_at, extract(epoch from
            coalesce(t.answered_at, k.observed_until) - t.started_at)::double precision as elapsed
    from (
        select source, min(created_at) as started_at, min(answered_at) as answered_at
        from ("""
    + MARKED.format(within=WITHIN)
    + """) as marked
        group by conversation_id, author_id, source, is_later
        having not bool_and(reply_reason = 'answered')  -- a turn only because it was answered
    ) as t
    left join known as k on k.brand = %(brand)s and t.source = k.source
    where t.started_at >= %(since)s and t.started_at < %(until)s
"""
)
CURVE = """
with moments as (
    select elapsed, count(*) as ended, count(answered_at) as answered
    from ({turns}) as t group by elapsed
), risk as (
    select
        *, sum(ended) over (order by elapsed desc)::double precision as at_risk
    from moments
), products as (
    select
        *,
        bool_or(answered = at_risk) over w as is_over,
        sum(case when answered < at_risk then ln(1 - answered / at_risk) else 0 end) over w
            as log_waiting,
        sum(case when answered < at_risk then answered / (at_risk * (at_risk - answered)) else 0
            end) over w as greenwood
    from risk window w as (order by elapsed)
), estimates as (
    select
        *, case when is_over then 0 else exp(log_waiting) end as waiting,
        1.959963984540054 * sqrt(greenwood) / nullif(abs(log_waiting), 0) as width
    from products
), curve as (
    select
        elapsed, at_risk::bigint as at_risk, answered, 1 - waiting as share,
        case when is_over then null when width is null then 0
            else 1 - power(waiting, exp(-width)) end as low,
        case when is_over then null when width is null then 0
            else 1 - power(waiting, exp(width)) end as high
    from estimates
)
"""
SUMMARY = """
, ranked as (
    select
        elapsed, answered, sum(answered) over (order by elapsed) - answered as before,
        sum(answered) over () as total
    from curve
), fastest as (
    select
        sum(elapsed * greatest(0, least(answered, greatest(1, floor(0.9 * total)) - before)))
        / max(greatest(1, floor(0.9 * total))) as mean from ranked
)
select
    (select max(at_risk) from curve) as turn_count,
    (select sum(answered) from curve) as answered_count,
    (select min(elapsed) from curve where share >= 0.5 - 1e-9) as median_seconds,
    (select min(elapsed) from curve where coalesce(high, share) >= 0.5 - 1e-9)
        as median_low_seconds,
    (select min(elapsed) from curve where low >= 0.5 - 1e-9) as median_high_seconds,
    (select min(elapsed) from curve where share >= 0.9 - 1e-9) as p90_seconds,
    (select share from curve where elapsed <= 900 order by elapsed desc limit 1) as share_15m,
    (select share from curve where elapsed <= 3600 order by elapsed desc limit 1) as share_1h,
    (select share from curve where elapsed <= 14400 order by elapsed desc limit 1) as share_4h,
    (select share from curve where elapsed <= 86400 order by elapsed desc limit 1) as share_24h,
    (select sum(elapsed * answered) / sum(answered) from curve) as answered_only_mean_seconds,
    (select mean from fastest) as fastest90_mean_seconds,
    (select sum(elapsed * answered) / sum(answered) from curve where elapsed <= 86400)
        as under_24h_mean_seconds
"""
KEPT_OPEN = "select * from turns where answered_at is null and removed_at is null"
# On the calendar's clock, which is that of the invented brands.
DERIVED_OPEN = (
    """
    select
        brand, source, started_at, 0 as started_business_seconds, turn_id, is_complaint, polarity,
        sentiment,
        case
            when followers <= 100000 then followers * 0.15
            when followers >= 10000000 then followers * 0.06
            else followers * (0.15 - 0.09 * (followers - 100000) / 9900000.0)
        end as estimated_audience
    from (
        select
            brand, source, min(created_at) as started_at,
            (array_agg(post_id order by created_at, post_id))[1] as turn_id,
            bool_or(is_complaint) as is_complaint,
            (array_agg(polarity order by sentiment, post_id))[1] as polarity,
            min(sentiment) as sentiment, max(author_followers) as followers,
            min(answered_at) as answered_at
        from ("""
    + MARKED.format(within="")
    + """) as marked
        group by brand, conversation_id, author_id, source, is_later
    ) as t
    where answered_at is null
"""
)
UNANSWERED = """
select turn_id, priority from (
    select
        o.turn_id,
        50 * least(1, log(
            1 + coalesce(o.estimated_audience, 100) / (1 + exp(
                3 * coalesce(o.sentiment, 0)
                - case when o.is_complaint then 1.4 when o.polarity = 'negative' then 0.5 else 0 end
            ))
        ) / 7) as priority
    from ({open}) as o
    where o.brand = %(brand)s
) as ranked
order by priority desc, turn_id limit 50
"""
CURVE_ROWS = "select elapsed, at_risk, answered, share, low, high from curve order by elapsed"


def queries(*, kept: bool) -> dict[str, str]:
    """Figure → statement, over turns that are kept or over turns derived on the spot."""
    curve = CURVE.format(turns=KEPT if kept else DERIVED)
    return {
        "summary": curve + SUMMARY,
        "curve": curve + CURVE_ROWS,
        "unanswered": UNANSWERED.replace("{open}", KEPT_OPEN if kept else DERIVED_OPEN),
    }
