-- What answering took and what went with it, by week, by four hours, or all together.
--
-- Effort is of the replies that people wrote then, public ones only: the handling time is the
-- median time between two consecutive replies of one hand (reply_gaps), and person-hours are
-- replies × handling time. What went with it is of the customers' turns that began then: the share
-- answered in time of those said to the brand, and the silence that answers to complaints spared
-- (spared_silence). By week stands beside it whether angry people came back calmer
-- (fast_but_hollow). Money is shown only where earshot.toml says what an hour costs.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: group_value
--
-- group_value               varchar  dimension 'week': its local Monday; 'band': the hour of the
--                                    week in which its four hours begin, 0 is Monday 00:00;
--                                    'part': the hour of the day in which they begin; else all
-- reply_count               bigint   replies by people, each piece of work once
-- unsigned_count            bigint   of them signed by nobody: counted per account
-- automated_count           bigint   posts by machines: they cost nothing
-- responder_count           bigint   signatures and accounts
-- gap_count                 bigint   gaps that tell the handling time
-- handling_seconds          double   their median; null: fewer than 20, unknown
-- handling_low              double   lower end of its 95 % interval
-- handling_high             double   upper end
-- replies_per_person_hour   double   null: unknown
-- person_hours              double   null: unknown
-- cost                      double   person-hours × cost of one; null: unknown or not configured
-- currency                  varchar  null: not configured
-- due_count                 bigint   turns said to the brand, met or missed
-- met_count                 bigint   answered within the target
-- in_time_share             double   0 .. 1 of due_count; null: fewer than 20
-- in_time_low               double   lower end of its 95 % Wilson interval
-- in_time_high              double   upper end
-- answered_count            bigint   complaints that were answered
-- spared_count              bigint   of them with others to compare, and an audience
-- spared_hours              double   people × hours that their answers spared, together
-- spared_per_reply          double   the mean; null: fewer than 20
-- largest_share             double   0 .. 1: the part of one answer in what was spared, the largest
-- calm_difference           double   -2 .. 2, of fast_but_hollow; null: too few, or not by week
-- is_lower                  boolean  less calm than after other weeks, beyond chance
-- verdict                   varchar  of fast_but_hollow; null: not by week
select
    group_value,
    reply_count,
    unsigned_count,
    automated_count,
    responder_count,
    gap_count,
    handling_seconds,
    handling_low,
    handling_high,
    replies_per_person_hour,
    person_hours,
    cost,
    currency,
    due_count,
    met_count,
    in_time_share,
    in_time_low,
    in_time_high,
    answered_count,
    spared_count,
    spared_hours,
    spared_per_reply,
    largest_share,
    calm_difference,
    is_lower,
    verdict
from efforts(brand, since, until, [dimension], filters := filters)
