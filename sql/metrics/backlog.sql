-- The queue at the end of each hour or day of the brand's time zone, as it was then.
--
-- What has waited longer than the limit after which a turn was never answered has left it. Filters
-- are those of filtered_turns.
--
-- Parameters: brand, since, until, step := 'hour', filters := map {}
-- Grain: step_at
--
-- step_at                timestamp  begin of the hour or day, in the brand's time zone
-- waiting_count          bigint     null: a source was not watched in an hour of it
-- waiting_overdue_count  bigint     of them past their target; null as above
with

hours as (

    select
        date_trunc(step, local_time(backlog.hour_at, brands.time_zone)) as step_at,
        backlog.hour_at,
        backlog.waiting_count,
        backlog.waiting_overdue_count,
        backlog.is_gap
    from backlog_by_hour(brand, since, until, filters := filters) as backlog
    inner join brands
        on brands.brand = brand

)

select
    step_at,
    case when not bool_or(is_gap) then max_by(waiting_count, hour_at) end as waiting_count,
    case when not bool_or(is_gap) then max_by(waiting_overdue_count, hour_at) end
        as waiting_overdue_count
from hours
group by step_at
