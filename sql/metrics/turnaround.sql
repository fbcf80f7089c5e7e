-- Whether answers went with calmer customers, against turns like them that nobody answered.
--
-- Each answered turn is compared with the turns of its cell: the same source, topic, severity,
-- quarter of the day and age; where fewer than ten are there, without the quarter, then without the
-- topic, then without the source; by 'addressed', like with like in that, too. Those that have no
-- ten even so are counted, not compared. The
-- difference is weighted to the mix of what was answered; its 95 % interval is over authors
-- (linearized, as one author's turns hang together). People come back calmer by themselves, too:
-- that is what the comparison takes away. Associated with, not caused by.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: group_value
--
-- group_value              varchar  dimension 'age' of the answer, 'reply' (the verdict of
--                                   reply_audit), 'responder', 'topic', 'source', 'addressed' (said
--                                   to the brand, found by listening), 'week' of the answer (its
--                                   local Monday); else all
-- answered_count           bigint   answered turns whose 72 hours are known
-- matched_count            bigint   of them with ten or more to compare with
-- compared_count           bigint   turns that they are compared with
-- better_count             bigint   of the answered: came back positive, or thanked
-- same_count               bigint   neutral
-- worse_count              bigint   negative again
-- new_count                bigint   about another topic
-- silent_count             bigint   said nothing more
-- unknown_count            bigint   in a language without a scorer
-- better_share             double   0 .. 1 of the matched
-- compared_better_share    double   0 .. 1 of those compared, weighted to the answered
-- better_difference        double   -1 .. 1
-- better_low               double   lower end of its 95 % interval
-- better_high              double   upper end
-- worse_share              double   0 .. 1 of the matched
-- compared_worse_share     double   0 .. 1 of those compared, weighted to the answered
-- worse_difference         double   -1 .. 1
-- worse_low                double   lower end of its 95 % interval
-- worse_high               double   upper end
-- calm_difference          double   -2 .. 2: better_difference less worse_difference
-- calm_low                 double   lower end of its 95 % interval
-- calm_high                double   upper end
-- is_small                 boolean  fewer than 20 on a side, 50 of a responder: too few to compare
with

units as (

    select
        rows_of.*,
        cast(rows_of.outcome = 'better' as integer) as is_better,
        cast(rows_of.outcome = 'worse' as integer) as is_worse,
        case when dimension = 'addressed' then rows_of.is_addressed end as address
    from turnarounds(brand, since, until, filters := filters) as rows_of

),

-- Of each unit a row for each way to look for its like, the finest first.
levels as (

    select
        units.*,
        unnest([1, 2, 3, 4]) as level_no,
        unnest([
            concat_ws('|', address, age, is_complaint, source, topic, day_part),
            concat_ws('|', address, age, is_complaint, source, topic),
            concat_ws('|', address, age, is_complaint, source),
            concat_ws('|', address, age, is_complaint)
        ]) as cell
    from units

),

cells as (

    select
        level_no,
        cell,
        count(*) as compared_count,
        avg(is_better) as better_share,
        avg(is_worse) as worse_share
    from levels
    where role = 'compared'
    group by level_no, cell
    having count(*) >= 10

),

grouped as (

    select
        levels.turn_id,
        levels.author_id,
        levels.outcome,
        levels.is_better,
        levels.is_worse,
        cells.level_no,
        cells.cell,
        cells.compared_count,
        cells.better_share,
        cells.worse_share,
        case dimension
            when 'age' then levels.age
            when 'reply' then coalesce(audit.verdict, 'unknown')
            when 'responder' then coalesce(levels.responder, 'unknown')
            when 'topic' then levels.topic
            when 'source' then levels.source
            when 'addressed' then address_named(levels.is_addressed)
            when 'week' then cast(levels.week as varchar)
            else 'all'
        end as group_value
    from levels
    left join cells
        on
            levels.level_no = cells.level_no
            and levels.cell = cells.cell
    left join reply_audit(brand, since, null) as audit
        on
            dimension = 'reply'
            and levels.answer_post_id = audit.post_id
    where levels.role = 'answered'
    qualify
        row_number() over (
            partition by levels.turn_id
            order by cells.cell is null, levels.level_no
        ) = 1

),

summed as (

    select
        group_value,
        count(*) as answered_count,
        count(cell) as matched_count,
        count(*) filter (where outcome = 'better') as better_count,
        count(*) filter (where outcome = 'same') as same_count,
        count(*) filter (where outcome = 'worse') as worse_count,
        count(*) filter (where outcome = 'new') as new_count,
        count(*) filter (where outcome = 'silent') as silent_count,
        count(*) filter (where outcome = 'unknown') as unknown_count,
        avg(is_better) filter (where cell is not null) as better_share,
        avg(better_share) as compared_better_share,
        avg(is_better - better_share) as better_difference,
        avg(is_worse) filter (where cell is not null) as worse_share,
        avg(worse_share) as compared_worse_share,
        avg(is_worse - worse_share) as worse_difference
    from grouped
    group by group_value

),

used as (

    select
        group_value,
        level_no,
        cell,
        count(*) as used_count
    from grouped
    where cell is not null
    group by group_value, level_no, cell

),

-- What each person's turns pull at the difference, on either side.
pulls as (

    select
        grouped.group_value,
        grouped.author_id,
        (grouped.is_better - grouped.better_share - summed.better_difference)
        / summed.matched_count as better_pull,
        (grouped.is_worse - grouped.worse_share - summed.worse_difference)
        / summed.matched_count as worse_pull,
        null as turn_id
    from grouped
    inner join summed
        on grouped.group_value = summed.group_value
    where grouped.cell is not null
    union all
    select
        used.group_value,
        levels.author_id,
        -(used.used_count / summed.matched_count)
        * (levels.is_better - cells.better_share) / (cells.compared_count - 1) as better_pull,
        -(used.used_count / summed.matched_count)
        * (levels.is_worse - cells.worse_share) / (cells.compared_count - 1) as worse_pull,
        levels.turn_id
    from used
    inner join summed
        on used.group_value = summed.group_value
    inner join cells
        on
            used.level_no = cells.level_no
            and used.cell = cells.cell
    inner join levels
        on
            used.level_no = levels.level_no
            and used.cell = levels.cell
            and levels.role = 'compared'

),

by_author as (

    select
        group_value,
        author_id,
        sum(better_pull) as better_pull,
        sum(worse_pull) as worse_pull
    from pulls
    group by group_value, author_id

),

spread as (

    select
        group_value,
        sqrt(sum(better_pull * better_pull) * count(*) / nullif(count(*) - 1, 0)) as better_error,
        sqrt(sum(worse_pull * worse_pull) * count(*) / nullif(count(*) - 1, 0)) as worse_error,
        sqrt(
            sum((better_pull - worse_pull) * (better_pull - worse_pull))
            * count(*) / nullif(count(*) - 1, 0)
        ) as calm_error
    from by_author
    group by group_value

),

sides as (

    select
        group_value,
        count(distinct turn_id) as compared_count
    from pulls
    group by group_value

)

select
    summed.group_value,
    summed.answered_count,
    summed.matched_count,
    coalesce(sides.compared_count, 0) as compared_count,
    summed.better_count,
    summed.same_count,
    summed.worse_count,
    summed.new_count,
    summed.silent_count,
    summed.unknown_count,
    summed.better_share,
    summed.compared_better_share,
    summed.better_difference,
    summed.better_difference - z95() * spread.better_error as better_low,
    summed.better_difference + z95() * spread.better_error as better_high,
    summed.worse_share,
    summed.compared_worse_share,
    summed.worse_difference,
    summed.worse_difference - z95() * spread.worse_error as worse_low,
    summed.worse_difference + z95() * spread.worse_error as worse_high,
    summed.better_difference - summed.worse_difference as calm_difference,
    summed.better_difference - summed.worse_difference - z95() * spread.calm_error as calm_low,
    summed.better_difference - summed.worse_difference + z95() * spread.calm_error as calm_high,
    summed.matched_count < case when dimension = 'responder' then 50 else 20 end
    or coalesce(sides.compared_count, 0) < 20 as is_small
from summed
left join spread
    on summed.group_value = spread.group_value
left join sides
    on summed.group_value = sides.group_value
