-- Brand health of a period against another one, beyond the scatter of its days or not.
--
-- Of the whole days in each period that have a brand health; a day that the period cuts is left
-- out. A change is called better or worse where the normal 95 % interval of a difference of two
-- means leaves out zero, and never below seven days on either side. The interval of the level is of
-- another thing: how far the mean of these very days may lie off by chance.
--
-- Parameters: brand, since, until, since_before, until_before
-- Grain: one row
--
-- brand_health      double    0 .. 100, mean of the days; null: no day has one
-- health_low        double    0 .. 100, 95 % interval, of the days' own
-- health_high       double    0 .. 100, see health_low
-- day_count         bigint    days
-- least_part_count  bigint    parts with data on the day that has fewest, of five; null: no day
-- health_change     double    points of 100 against the other period; null: no day in either
-- change_reach      double    half the width of the change's 95 % interval
-- health_verdict    varchar   better, worse, same (within chance), few; null as health_change
-- course            double[]  brand health day by day, oldest first
with

days as (

    select
        health.local_date,
        health.brand_health,
        health.brand_health - health.brand_health_low as reach_down,
        health.brand_health_high - health.brand_health as reach_up,
        health.part_count,
        (since is null or day_start(health.local_date, brands.time_zone) >= since)
        and (until is null or day_start(health.local_date + 1, brands.time_zone) <= until)
            as is_now,
        day_start(health.local_date, brands.time_zone) >= cast(since_before as timestamptz)
        and day_start(health.local_date + 1, brands.time_zone)
        <= cast(until_before as timestamptz) as is_before
    from brand_health_since(first_day(since, since_before)) as health
    inner join brands
        on health.brand = brands.brand
    where health.brand = brand and health.brand_health is not null

),

sides as (

    select
        avg(brand_health) filter (where is_now) as brand_health,
        sqrt(sum(reach_down * reach_down) filter (where is_now))
        / nullif(count(*) filter (where is_now), 0) as reach_down,
        sqrt(sum(reach_up * reach_up) filter (where is_now))
        / nullif(count(*) filter (where is_now), 0) as reach_up,
        count(*) filter (where is_now) as day_count,
        min(part_count) filter (where is_now) as least_part_count,
        avg(brand_health) filter (where is_now) - avg(brand_health) filter (where is_before)
            as health_change,
        z95() * sqrt(
            var_samp(brand_health) filter (where is_now) / nullif(count(*) filter (where is_now), 0)
            + var_samp(brand_health) filter (where is_before)
            / nullif(count(*) filter (where is_before), 0)
        ) as change_reach,
        least(count(*) filter (where is_now), count(*) filter (where is_before)) as least_count,
        coalesce(list(brand_health order by local_date) filter (where is_now), []) as course
    from days

)

select
    brand_health,
    brand_health - reach_down as health_low,
    brand_health + reach_up as health_high,
    day_count,
    least_part_count,
    health_change,
    change_reach,
    change_verdict(health_change, change_reach, least_count, 7) as health_verdict,
    course
from sides
