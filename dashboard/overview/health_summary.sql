-- Brand health of a period against another one, beyond the scatter of its days or not.
--
-- $1 brand, $2 first day, $3 day after the last, $4 first day before, $5 day after the last before
--
-- Grain: one row
with

days as (

    select
        brand_health,
        part_count,
        local_date >= $2 and local_date < $3 as is_now
    from brand_health_by_day
    where
        brand = $1
        and brand_health is not null
        and (
            (local_date >= $2 and local_date < $3)
            or (
                local_date >= cast($4 as date)
                and local_date < cast($5 as date)
            )
        )

),

sides as (

    select
        avg(brand_health) filter (where is_now) as brand_health,
        count(*) filter (where is_now) as day_count,
        min(part_count) filter (where is_now) as least_part_count,
        avg(brand_health) filter (where not is_now) as health_before,
        count(*) filter (where not is_now) as day_count_before,
        1.959964 * sqrt(
            var_samp(brand_health) filter (where is_now) / nullif(count(*) filter (where is_now), 0)
            + var_samp(brand_health) filter (where not is_now)
            / nullif(count(*) filter (where not is_now), 0)
        ) as reach
    from days

)

select
    brand_health,
    day_count,
    least_part_count,
    brand_health - health_before as health_change,
    reach as change_reach,
    case
        when health_before is null then null
        when least(day_count, day_count_before) < 7 then 'few'
        when brand_health - health_before > reach then 'better'
        when health_before - brand_health > reach then 'worse'
        else 'same'
    end as health_verdict
from sides
