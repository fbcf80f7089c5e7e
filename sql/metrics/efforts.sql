-- What answering took and what went with it, by several dimensions in one question.
--
-- Of each of dimensions, a list of varchar, the rows of response_against_effort: replies, turns and
-- answers are looked up once for all of them.
--
-- Parameters: brand, since, until, dimensions, filters := map {}
-- Grain: dimension, group_value
--
-- dimension                 varchar  one of dimensions
-- group_value               varchar  of response_against_effort, as all other columns
-- reply_count               bigint   replies by people, each piece of work once
-- unsigned_count            bigint   of them signed by nobody: counted per account
-- automated_count           bigint   posts by machines: they cost nothing
-- responder_count           bigint   signatures and accounts
-- gap_count                 bigint   gaps that tell the handling time
-- handling_seconds          double   their median; null: fewer than 20, unknown
-- handling_low              double   lower end of its 95 % interval
-- handling_high             double   upper end
-- replies_per_person_hour   double   null: unknown
-- person_hours              double   null: unknown
-- cost                      double   person-hours × cost of one; null: unknown or not configured
-- currency                  varchar  null: not configured
-- due_count                 bigint   turns said to the brand, met or missed
-- met_count                 bigint   answered within the target
-- in_time_share             double   0 .. 1 of due_count; null: fewer than 20
-- in_time_low               double   lower end of its 95 % Wilson interval
-- in_time_high              double   upper end
-- answered_count            bigint   complaints that were answered
-- spared_count              bigint   of them with others to compare, and an audience
-- spared_hours              double   people × hours that their answers spared, together
-- spared_per_reply          double   the mean; null: fewer than 20
-- largest_share             double   0 .. 1: the part of one answer in what was spared, the largest
-- calm_difference           double   -2 .. 2, of fast_but_hollow; null: too few, or not by week
-- is_lower                  boolean  less calm than after other weeks, beyond chance
-- verdict                   varchar  of fast_but_hollow; null: not by week
with

wanted as (

    select unnest(dimensions) as dimension

),

worked as (

    select
        wanted.dimension,
        effort_group(wanted.dimension, gaps.week, gaps.hour_of_week) as group_value,
        count(*) filter (where not gaps.is_more) as reply_count,
        count(*) filter (where not gaps.is_more and not gaps.is_signed) as unsigned_count,
        count(distinct gaps.responder) as responder_count,
        count(gaps.gap_seconds) as gap_count,
        list_sort(list(gaps.gap_seconds) filter (where gaps.gap_seconds is not null)) as ordered
    from reply_gaps(brand, since, until, filters := filters) as gaps
    cross join wanted
    group by wanted.dimension, group_value

),

automated as (

    select
        wanted.dimension,
        effort_group(
            wanted.dimension,
            cast(date_trunc('week', posts.local_date) as date),
            hour_of_week(posts.created_at, brands.time_zone)
        ) as group_value,
        count(*) as automated_count
    from posts
    inner join brands
        on posts.brand = brands.brand
    cross join wanted
    where
        posts.brand = brand
        and posts.direction = 'outbound'
        and posts.is_automated
        and (since is null or posts.created_at >= cast(since as timestamptz))
        and (until is null or posts.created_at < cast(until as timestamptz))
        and coalesce(cardinality(filters), 0) = 0
    group by wanted.dimension, group_value

),

asked as (

    select
        wanted.dimension,
        effort_group(
            wanted.dimension,
            cast(date_trunc('week', turns.local_date) as date),
            turns.hour_of_week
        ) as group_value,
        count(*) filter (where turns.sla_status in ('met', 'missed')) as due_count,
        count(*) filter (where turns.sla_status = 'met') as met_count
    from filtered_turns(brand, since, until, filters := filters) as turns
    cross join wanted
    where
        turns.is_addressed
        and not turns.is_selected
    group by wanted.dimension, group_value

),

spared as (

    select
        wanted.dimension,
        effort_group(wanted.dimension, silence.week, silence.hour_of_week) as group_value,
        count(*) as answered_count,
        count(silence.spared_hours) as spared_count,
        sum(silence.spared_hours) as spared_hours,
        max(silence.spared_hours) as largest_hours
    from spared_silence(brand, since, until, filters := filters) as silence
    cross join wanted
    group by wanted.dimension, group_value

),

groups as (

    select
        dimension,
        group_value
    from worked
    union
    select
        dimension,
        group_value
    from asked
    union
    select
        dimension,
        group_value
    from spared

),

handled as (

    select
        dimension,
        group_value,
        list_median(ordered) as handling_seconds,
        median_end(ordered, -1.0) as handling_low,
        median_end(ordered, 1.0) as handling_high
    from worked
    where gap_count >= 20

)

select
    groups.dimension,
    groups.group_value,
    coalesce(worked.reply_count, 0) as reply_count,
    coalesce(worked.unsigned_count, 0) as unsigned_count,
    coalesce(automated.automated_count, 0) as automated_count,
    coalesce(worked.responder_count, 0) as responder_count,
    coalesce(worked.gap_count, 0) as gap_count,
    handled.handling_seconds,
    handled.handling_low,
    handled.handling_high,
    3600.0 / nullif(handled.handling_seconds, 0) as replies_per_person_hour,
    worked.reply_count * handled.handling_seconds / 3600.0 as person_hours,
    worked.reply_count * handled.handling_seconds / 3600.0 * desk_costs.cost_per_hour as cost,
    desk_costs.currency,
    coalesce(asked.due_count, 0) as due_count,
    coalesce(asked.met_count, 0) as met_count,
    case when asked.due_count >= 20 then asked.met_count / nullif(asked.due_count, 0) end
        as in_time_share,
    case when asked.due_count >= 20 then wilson_low(asked.met_count, asked.due_count) end
        as in_time_low,
    case when asked.due_count >= 20 then wilson_high(asked.met_count, asked.due_count) end
        as in_time_high,
    coalesce(spared.answered_count, 0) as answered_count,
    coalesce(spared.spared_count, 0) as spared_count,
    spared.spared_hours,
    case when spared.spared_count >= 20 then spared.spared_hours / nullif(spared.spared_count, 0)
    end as spared_per_reply,
    spared.largest_hours / nullif(spared.spared_hours, 0) as largest_share,
    hollow.calm_difference,
    hollow.is_lower,
    hollow.verdict
from groups
left join worked
    on
        groups.dimension = worked.dimension
        and groups.group_value = worked.group_value
left join handled
    on
        groups.dimension = handled.dimension
        and groups.group_value = handled.group_value
left join automated
    on
        groups.dimension = automated.dimension
        and groups.group_value = automated.group_value
left join asked
    on
        groups.dimension = asked.dimension
        and groups.group_value = asked.group_value
left join spared
    on
        groups.dimension = spared.dimension
        and groups.group_value = spared.group_value
left join desk_costs
    on desk_costs.brand = brand
left join fast_but_hollow(brand, since, until, 'week', filters := filters) as hollow
    on
        groups.dimension = 'week'
        and groups.group_value = hollow.group_value
