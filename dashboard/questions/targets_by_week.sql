-- Targets met, missed and pending by week.
--
-- Over: cohort
-- Grain: week_date
select
    date_trunc('week', local_date) as week_date,
    count(*) filter (where sla_status = 'met') as met_count,
    count(*) filter (where sla_status = 'missed') as missed_count,
    count(*) filter (where sla_status = 'pending') as pending_count
from cohort
group by week_date
order by week_date
