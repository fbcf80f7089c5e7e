-- How urgent a reply is: what another hour of silence costs.
--
-- Half of it for a post at the alert level, which somebody has to see before any other; half for
-- the people who have read the post an hour from now, times the harm to each, on a logarithmic
-- scale that is full at ten million. An unknown audience counts as 100 people.
--
-- harm                double   0 .. 1, to each who reads it
-- estimated_audience  double   people who have read it; null: unknown
-- audience_per_hour   double   people whom it reaches in the next hour
-- is_at_alert_level   boolean  its viral risk is
--
-- Returns: double  0 .. 100
--
-- Case: reply_priority(1, 99, 0, false) = 14.2857143
-- Case: reply_priority(0.5, 98, 100, false) = 14.2857143
-- Case: reply_priority(1, 99, 0, true) = 64.2857143
-- Case: reply_priority(1, 1000000000, 1000000000, true) = 100
-- Case: reply_priority(1, null, 0, false) = reply_priority(1, 100, 0, false)
create or replace macro reply_priority(
    harm, estimated_audience, audience_per_hour, is_at_alert_level
) as (
    case when is_at_alert_level then 50.0 else 0.0 end
    + 50.0 * least(
        1.0,
        log10(1.0 + harm * (coalesce(estimated_audience, 100.0) + audience_per_hour)) / 7.0
    )
);
