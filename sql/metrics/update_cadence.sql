-- What customers hear after the first reply: who had to ask again, heard more unasked, was dropped.
--
-- Of conversation_cases, by the time of the customer's first turn. A share's interval is Wilson's,
-- at 95 %. Conversations that the brand has not begun to answer are not among them: they stand in
-- the response curve. Cases still waiting for less than 24 h and cases taken back are no endings
-- yet: they are in neither part of the dropped share. Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- case_count              bigint   customers whom the brand began to answer
-- nudged_count            bigint   of them had to ask again
-- nudged_share            double   0 .. 1
-- nudged_low              double   95 % interval
-- nudged_high             double   95 % interval
-- nudge_count             bigint   times they asked again, all together
-- nudges_per_case         double   mean
-- silence_median_seconds  double   longest silence before they asked again, the median of those who
--                                  did after a reply; null: nobody
-- silence_p90_seconds     double   likewise, of nine in ten
-- silence_count           bigint   of so many
-- updated_count           bigint   heard more unasked within 24 h of the first reply
-- updated_share           double   0 .. 1
-- updated_low             double   95 % interval
-- updated_high            double   95 % interval
-- ended_count             bigint   cases that have an ending
-- dropped_count           bigint   of them ended by the customer, unanswered for 24 h and longer
-- dropped_share           double   0 .. 1
-- dropped_low             double   95 % interval
-- dropped_high            double   95 % interval
-- waiting_count           bigint   asked last, less than 24 h ago
-- asked_count             bigint   wait for what the brand asked of the customer
-- is_few                  boolean  fewer than 20 cases: too few for a share
with

summed as (

    select
        count(*) as case_count,
        count(*) filter (where cases.nudge_count > 0) as nudged_count,
        coalesce(sum(cases.nudge_count), 0) as nudge_count,
        quantile_cont(cases.longest_silence_seconds, 0.5) as silence_median_seconds,
        quantile_cont(cases.longest_silence_seconds, 0.9) as silence_p90_seconds,
        count(cases.longest_silence_seconds) as silence_count,
        count(*) filter (where cases.is_updated) as updated_count,
        count(*) filter (where cases.ending not in ('waiting', 'removed')) as ended_count,
        count(*) filter (where cases.ending = 'dropped') as dropped_count,
        count(*) filter (where cases.ending = 'waiting') as waiting_count,
        count(*) filter (where cases.ending = 'asked') as asked_count
    from conversation_cases(brand, since, until, filters := filters) as cases

)

select
    summed.case_count,
    summed.nudged_count,
    summed.nudged_count / nullif(summed.case_count, 0) as nudged_share,
    wilson_low(summed.nudged_count, summed.case_count) as nudged_low,
    wilson_high(summed.nudged_count, summed.case_count) as nudged_high,
    cast(summed.nudge_count as bigint) as nudge_count,
    summed.nudge_count / nullif(summed.case_count, 0) as nudges_per_case,
    summed.silence_median_seconds,
    summed.silence_p90_seconds,
    summed.silence_count,
    summed.updated_count,
    summed.updated_count / nullif(summed.case_count, 0) as updated_share,
    wilson_low(summed.updated_count, summed.case_count) as updated_low,
    wilson_high(summed.updated_count, summed.case_count) as updated_high,
    summed.ended_count,
    summed.dropped_count,
    summed.dropped_count / nullif(summed.ended_count, 0) as dropped_share,
    wilson_low(summed.dropped_count, summed.ended_count) as dropped_low,
    wilson_high(summed.dropped_count, summed.ended_count) as dropped_high,
    summed.waiting_count,
    summed.asked_count,
    summed.case_count < 20 as is_few
from summed
