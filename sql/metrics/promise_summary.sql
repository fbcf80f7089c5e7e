-- How the brand's public promises of a period ended, by kind and all together.
--
-- Of promises, by the time of the customer's first turn. The broken share is of those that can be
-- judged in public, kept or broken, with Wilson's interval at 95 %; unknown and pending ones stand
-- beside it. Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: kind
--
-- kind              varchar  all, call, reply, update, money, service
-- promise_count     bigint   replies that promise something
-- timed_count       bigint   of them with a time
-- kept_count        bigint   of them kept
-- broken_count      bigint   of them broken
-- asked_count       bigint   of the broken: the customer had to ask again
-- late_count        bigint   of the broken: the update came late
-- silent_count      bigint   of the broken: no update came
-- unknown_count     bigint   nothing in public says
-- pending_count     bigint   the time is not over yet
-- broken_customers  bigint   customers with a broken promise
-- unknown_customers bigint   customers with one of which nothing in public says
-- kept_customers    bigint   customers with one that was kept
-- judged_count      bigint   kept and broken
-- broken_share      double   0 .. 1 of judged_count
-- broken_low        double   95 % interval
-- broken_high       double   95 % interval
-- is_few            boolean  fewer than 20 can be judged: too few for a share
with

made as (

    select
        promised.*,
        unnest(['all', promised.kind]) as of_kind
    from promises(brand, since, until, filters := filters) as promised

),

summed as (

    select
        made.of_kind,
        count(*) as promise_count,
        count(made.due_at) as timed_count,
        count(*) filter (where made.verdict = 'kept') as kept_count,
        count(*) filter (where made.verdict = 'broken') as broken_count,
        count(*) filter (where made.reason = 'asked') as asked_count,
        count(*) filter (where made.reason = 'late') as late_count,
        count(*) filter (where made.reason = 'silent') as silent_count,
        count(*) filter (where made.verdict = 'unknown') as unknown_count,
        count(*) filter (where made.verdict = 'pending') as pending_count,
        count(distinct made.first_post_id) filter (where made.verdict = 'broken')
            as broken_customers,
        count(distinct made.first_post_id) filter (where made.verdict = 'unknown')
            as unknown_customers,
        count(distinct made.first_post_id) filter (where made.verdict = 'kept') as kept_customers
    from made
    group by made.of_kind

)

select
    summed.of_kind as kind,
    summed.promise_count,
    summed.timed_count,
    summed.kept_count,
    summed.broken_count,
    summed.asked_count,
    summed.late_count,
    summed.silent_count,
    summed.unknown_count,
    summed.pending_count,
    summed.broken_customers,
    summed.unknown_customers,
    summed.kept_customers,
    summed.kept_count + summed.broken_count as judged_count,
    summed.broken_count / nullif(summed.kept_count + summed.broken_count, 0) as broken_share,
    wilson_low(summed.broken_count, summed.kept_count + summed.broken_count) as broken_low,
    wilson_high(summed.broken_count, summed.kept_count + summed.broken_count) as broken_high,
    summed.kept_count + summed.broken_count < 20 as is_few
from summed
