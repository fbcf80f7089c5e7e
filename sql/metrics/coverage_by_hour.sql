-- When people write and how they are served, by hour of the week in the brand's time zone.
--
-- Parameters: brand, since, until, clock := 'calendar', filters := map {}
-- Grain: hour_of_week
--
-- hour_of_week      integer  0 is Monday 00:00
-- turn_count        bigint   turns that began in that hour
-- met_count         bigint   answered within the target
-- missed_count      bigint   answered later, or open past the target
-- due_count         bigint   met and missed
-- attainment_share  double   0 .. 1: met / (met + missed); null when none is due
-- median_seconds    double   the time within which half were answered; null: not reached
-- open_count        bigint   still open
-- unanswered_share  double   0 .. 1 still open
-- is_small          boolean  fewer than ten turns: too few to compare
with

cohort as (

    select
        turns.hour_of_week,
        turns.status,
        turns.sla_status,
        case
            when turns.status <> 'answered' then null
            when clock = 'business' then turns.business_wait_seconds
            else turns.wait_seconds
        end as answered_seconds
    from filtered_turns(brand, since, until, filters := filters) as turns
    where not turns.is_selected

),

counted as (

    select
        cohort.hour_of_week,
        count(*) as turn_count,
        count(*) filter (where cohort.sla_status = 'met') as met_count,
        count(*) filter (where cohort.sla_status = 'missed') as missed_count,
        count(*) filter (where cohort.status = 'open') as open_count,
        -- Who was never answered waits longest: an infinite wait, so that the median is the
        -- time by which half of all were answered.
        quantile_disc(coalesce(cohort.answered_seconds, cast('infinity' as double)), 0.5)
            as middle_seconds
    from cohort
    group by cohort.hour_of_week

)

select
    counted.hour_of_week,
    counted.turn_count,
    counted.met_count,
    counted.missed_count,
    counted.met_count + counted.missed_count as due_count,
    counted.met_count / nullif(counted.met_count + counted.missed_count, 0) as attainment_share,
    case when not isinf(counted.middle_seconds) then counted.middle_seconds end as median_seconds,
    counted.open_count,
    counted.open_count / nullif(counted.turn_count, 0) as unanswered_share,
    counted.turn_count < 10 as is_small
from counted
