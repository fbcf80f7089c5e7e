-- What a rule would have alerted to over all that is known of the brand.
--
-- early_count: of the alerts with a known lead (lead_count), those given before the peak.
--
-- Parameters: brand, kind, level
select
    count(moments.subject) as alert_count,
    count(moments.subject) * 30 * 86400.0 / nullif(any_value(history.seconds), 0)
        as alerts_per_month,
    any_value(history.seconds) / 86400.0 as history_days,
    count(moments.lead_hours) as lead_count,
    median(moments.lead_hours) as lead_hours_median,
    count(*) filter (where moments.lead_hours > 0) as early_count,
    epoch_us(max(moments.alerted_at)) as last_alerted_at
from (
    select epoch(max(posts.created_at)) - epoch(min(posts.created_at)) as seconds
    from posts
    where posts.brand = $1 and posts.direction is not null
) as history
left join alert_moments($1, $2, $3) as moments on true
