-- What a rule would have alerted to over all of history, a month.
--
-- Grain: one row
with

history as (

    select
        min(created_at) as since_at,
        max(created_at) as until_at
    from mentions
    where brand = $brand

),

moments as (

    select
        alerted_at,
        lead_hours
    from alert_moments($brand, $kind, cast($level as double))

)

select
    count(moments.alerted_at) as alert_count,
    median(moments.lead_hours) as lead_hours_median,
    max(moments.alerted_at) as last_alerted_at,
    (epoch(any_value(history.until_at)) - epoch(any_value(history.since_at))) / 86400.0
        as history_days,
    count(moments.alerted_at) * 30 * 86400.0 / nullif(
        epoch(any_value(history.until_at)) - epoch(any_value(history.since_at)), 0
    ) as alerts_per_month
from history
left join moments on true
