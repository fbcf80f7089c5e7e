-- The queue at the end of each hour or day of the brand's time zone; null where a source was not
-- watched in any hour of it.
--
-- Grain: step_at
with

hours as (

    select
        date_trunc(cast($step as varchar), timezone($time_zone, hour_at)) as step_at,
        hour_at,
        waiting_count,
        waiting_overdue_count,
        is_gap
    from backlog_by_hour($brand, $since, $until, source := cast($source as varchar))

)

select
    step_at,
    case when not bool_or(is_gap) then max_by(waiting_count, hour_at) end as waiting_count,
    case when not bool_or(is_gap) then max_by(waiting_overdue_count, hour_at) end
        as waiting_overdue_count
from hours
group by step_at
order by step_at
