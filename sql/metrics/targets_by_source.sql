-- Targets met, missed and pending by source, of turns that began in a period.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: source
--
-- source            varchar  where it was said
-- turn_count        bigint   turns
-- met_count         bigint   answered within the target
-- missed_count      bigint   answered later, or open past the target
-- pending_count     bigint   open and not yet due
-- attainment_share  double   0 .. 1: met / (met + missed); null when none is due
with

counted as (

    select
        turns.source,
        count(*) as turn_count,
        count(*) filter (where turns.sla_status = 'met') as met_count,
        count(*) filter (where turns.sla_status = 'missed') as missed_count,
        count(*) filter (where turns.sla_status = 'pending') as pending_count
    from filtered_turns(brand, since, until, filters := filters) as turns
    where not turns.is_selected
    group by turns.source

)

select
    *,
    met_count / nullif(met_count + missed_count, 0) as attainment_share
from counted
