-- Answers of a period against another one: what changed, and whether that is more than chance.
--
-- Of turns said to the brand, as response_headline has them. Better or worse is said where the
-- normal 95 % interval of the change leaves out zero, and never below 30 turns on either side.
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, since_before, until_before, filters := map {}
-- Grain: one row
--
-- turn_count         bigint   turns of the period; null: none
-- turn_count_before  bigint   of the other period; null: none
-- target_change      double   -1 .. 1, of the share answered within the target; null: not known
-- target_margin      double   half the width of its 95 % interval
-- target_verdict     varchar  better, worse, same (within chance), few; null as target_change
-- mean_change        double   seconds, of the restricted mean wait; null: not known
-- mean_margin        double   half the width of its 95 % interval
-- mean_verdict       varchar  better (shorter), worse, same, few; null as mean_change
with

measured as (

    select
        1 as sign,
        headline.*
    from response_headline(brand, since, until, filters := filters) as headline
    where headline.population = 'addressed' and headline.turn_order = 'all'
    union all
    select
        -1 as sign,
        headline.*
    from response_headline(brand, since_before, until_before, filters := filters) as headline
    where headline.population = 'addressed' and headline.turn_order = 'all'

),

changes as (

    select
        max(turn_count) filter (where sign = 1) as turn_count,
        max(turn_count) filter (where sign = -1) as turn_count_before,
        min(turn_count) as least_count,
        case when count(target_share) = 2 then sum(sign * target_share) end as target_change,
        case
            when count(target_share) = 2 then z95() * sqrt(sum(target_error * target_error))
        end as target_margin,
        case when count(mean_24h_seconds) = 2 then sum(sign * mean_24h_seconds) end as mean_change,
        case
            when count(mean_24h_seconds) = 2
                then z95() * sqrt(sum(mean_24h_error * mean_24h_error))
        end as mean_margin
    from measured

)

select
    turn_count,
    turn_count_before,
    target_change,
    target_margin,
    change_verdict(target_change, target_margin, least_count, 30) as target_verdict,
    mean_change,
    mean_margin,
    change_verdict(-mean_change, mean_margin, least_count, 30) as mean_verdict
from changes
