-- What a rule would have alerted to over all of history, a month.
--
-- Grain: one row
select
    alert_count,
    lead_hours_median,
    last_alerted_at,
    history_days,
    alerts_per_month
from alert_replay($brand, $kind, $level)
