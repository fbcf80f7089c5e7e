-- How urgent a reply is.
--
-- 40 for the wait against the target (full at three times the target), 25 for a complaint (12.5 for
-- another negative post) and 35 for the audience (on a logarithmic scale, full at ten million
-- people; an unknown audience counts as 100).
--
-- waited_seconds      double   on the clock of the target
-- target_seconds      double   the brand's target
-- is_complaint        boolean  any post of the turn is one
-- polarity            varchar  of the turn's lowest post
-- estimated_audience  double   people; null: unknown
--
-- Returns: double  0 .. 100
--
-- Case: reply_priority(3600, 3600, true, 'negative', 9) = 43.3333333
-- Case: reply_priority(36000, 3600, true, 'negative', 9999999) = 100
-- Case: reply_priority(0, 3600, false, 'negative', 0) = 12.5
-- Case: reply_priority(0, 3600, false, null, null) = reply_priority(0, 3600, false, null, 100)
create or replace macro reply_priority(
    waited_seconds, target_seconds, is_complaint, polarity, estimated_audience
) as (
    40.0 * least(1.0, waited_seconds / (3.0 * target_seconds))
    + case
        when is_complaint then 25.0
        when polarity = 'negative' then 12.5
        else 0.0
    end
    + 35.0 * least(1.0, log10(1.0 + coalesce(estimated_audience, 100.0)) / 7.0)
);
