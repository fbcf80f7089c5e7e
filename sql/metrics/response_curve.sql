-- Share of turns answered by each moment after they began: the Kaplan–Meier estimate.
--
-- Open turns count for as long as they are known to wait, removed ones until their removal; so a
-- slow queue does not hide. Interval: log-log of Greenwood's variance, 95 %. Turns that are turns
-- only because they were answered are left out: they would select on the outcome.
-- clock is calendar or business; turn_order is all, first or next, of an author in a conversation;
-- filters are those of filtered_turns.
-- Of Kaplan and Meier 1958, Greenwood 1926; as in Klein and Moeschberger 2003, section 4.
--
-- Parameters: brand, since, until, clock := 'calendar', turn_order := 'all', filters := map {}
-- Grain: elapsed_seconds
--
-- elapsed_seconds      double   after the turn's first post
-- at_risk_count        bigint   turns still waiting and known just before
-- answered_count       bigint   answered at that moment
-- answered_share       double   0 .. 1, of all turns, by that moment
-- answered_share_low   double   0 .. 1
-- answered_share_high  double   0 .. 1; null with low where nothing varies any more
select
    steps.elapsed_seconds,
    steps.at_risk_count,
    steps.answered_count,
    steps.answered_share,
    steps.answered_share_low,
    steps.answered_share_high
-- noqa: disable=LT05
from response_steps(brand, since, until, clock := clock, turn_order := turn_order, filters := filters) as steps
-- noqa: enable=LT05
where steps.elapsed_seconds is not null
