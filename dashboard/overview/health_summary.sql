-- Brand health of a period against another one, beyond the scatter of its days or not.
--
-- Grain: one row
with

days as (

    select
        brand_health,
        part_count,
        local_date >= $first_date and local_date < $last_date as is_now
    from brand_health_by_day
    where
        brand = $brand
        and brand_health is not null
        and (
            (local_date >= $first_date and local_date < $last_date)
            or (
                local_date >= cast($first_date_before as date)
                and local_date < cast($last_date_before as date)
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
