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
select
    brand_health,
    health_low,
    health_high,
    day_count,
    least_part_count,
    health_change,
    change_reach,
    health_verdict,
    course
from brand_health_moved(brand, since, until, since_before, until_before)
