-- How many posts still grow, how many of them are at the alert level, and who waits.
--
-- Parameters: brand
-- Grain: one row
--
-- live_count          bigint  posts younger than seven days that are followed
-- growing_count       bigint  of them gaining shares
-- alert_count         bigint  at or above the alert level
-- waiting_count       bigint  of them unanswered
-- passed_count        bigint  have passed the threshold
-- unknown_count       bigint  with one snapshot only
-- fastest_per_hour    double  the most shares an hour; null: none known
-- alert_level         double  0 .. 100; null: no post is followed
-- threshold_audience  double  people; null: no post is followed
select
    count(*) as live_count,
    count(*) filter (where live_risk.shares_per_hour > 0) as growing_count,
    count(*) filter (where live_risk.viral_risk >= cutoffs.alert_level) as alert_count,
    count(*) filter (
        where live_risk.viral_risk >= cutoffs.alert_level and not live_risk.is_answered
    ) as waiting_count,
    count(*) filter (where live_risk.is_passed) as passed_count,
    count(*) filter (where live_risk.projected_share_count is null) as unknown_count,
    max(live_risk.shares_per_hour) as fastest_per_hour,
    max(cutoffs.alert_level) as alert_level,
    max(live_risk.threshold_audience) as threshold_audience
from viral_risk as live_risk
cross join cutoffs
where live_risk.brand = brand and live_risk.is_live
