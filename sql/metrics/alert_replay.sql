-- What a rule would have alerted to over all that is known of the brand.
--
-- Parameters: brand, kind, level
-- Grain: one row
--
-- alert_count        bigint                    moments at which it would have alerted
-- alerts_per_month   double                    per 30 days; null: nothing is known of the brand
-- history_days       double                    from its first mention to its last
-- lead_count         bigint                    alerts whose lead is known: spikes and posts only
-- lead_hours_median  double                    before the peak; below 0: too late; null: not known
-- early_count        bigint                    of lead_count, those before the peak
-- last_alerted_at    timestamp with time zone  null: never
with

history as (

    select epoch(max(mentions.created_at)) - epoch(min(mentions.created_at)) as seconds
    from mentions
    where mentions.brand = brand

),

moments as (

    select
        counted.alerted_at,
        counted.lead_hours
    from alert_moments(brand, kind, cast(level as double)) as counted
    union all
    select
        counted.alerted_at,
        counted.lead_hours
    from issue_moments(
        case when kind = 'issue' then brand end, coalesce(cast(level as double), 10)
    ) as counted

)

select
    count(moments.alerted_at) as alert_count,
    count(moments.alerted_at) * 30 * 86400.0 / nullif(any_value(history.seconds), 0)
        as alerts_per_month,
    any_value(history.seconds) / 86400.0 as history_days,
    count(moments.lead_hours) as lead_count,
    median(moments.lead_hours) as lead_hours_median,
    count(*) filter (where moments.lead_hours > 0) as early_count,
    max(moments.alerted_at) as last_alerted_at
from history
left join moments
    on true
