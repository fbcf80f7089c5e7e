-- Targets met, missed and pending by source.
--
-- Over: cohort
-- Grain: source
select
    source,
    count(*) as turn_count,
    count(*) filter (where sla_status = 'met') as met_count,
    count(*) filter (where sla_status = 'missed') as missed_count,
    count(*) filter (where sla_status = 'pending') as pending_count,
    count(*) filter (where sla_status = 'met')
    / nullif(count(*) filter (where sla_status in ('met', 'missed')), 0) as met_share
from cohort
group by source
order by turn_count desc, source asc
