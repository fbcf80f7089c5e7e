-- What moved net sentiment: each source's or topic's part in its change; the parts add up to it.
--
-- A part is positive less negative mentions of the group per scored mention of all groups, now less
-- then. dimension is source or topic; a mention of several topics counts for each by an equal
-- part, so that nothing is counted twice. Of what others wrote. Filters are those of
-- filtered_mentions.
--
-- Parameters: brand, since, until, since_before, until_before, dimension, filters := map {}
-- Grain: group_value
--
-- group_value   varchar  source, or topic; unknown where a mention has none
-- contribution  double   -1 .. 1 of net sentiment; null: a period has no scored mention
-- scored_count  bigint   scored mentions of the period that the group is in
with

dated as (

    select
        source,
        topics,
        polarity,
        true as is_now
    from inbound_mentions(brand, since, until, filters := filters)
    where polarity is not null
    union all
    select
        source,
        topics,
        polarity,
        false as is_now
    from inbound_mentions(brand, since_before, until_before, filters := filters)
    where polarity is not null

),

named as (

    select
        is_now,
        case
            when dimension = 'source' then [source]
            when len(topics) > 0 then topics
            else ['unknown']
        end as group_values,
        case polarity when 'positive' then 1.0 when 'negative' then -1.0 else 0.0 end as balance
    from dated

),

totals as (

    select
        count(*) filter (where is_now) as scored_now,
        count(*) filter (where not is_now) as scored_before
    from named

),

parted as (

    select
        unnest(group_values) as group_value,
        balance / len(group_values) as balance,
        is_now
    from named

),

counted as (

    select
        group_value,
        coalesce(sum(balance) filter (where is_now), 0.0) as balance_now,
        coalesce(sum(balance) filter (where not is_now), 0.0) as balance_before,
        count(*) filter (where is_now) as scored_count
    from parted
    group by group_value

)

select
    counted.group_value,
    counted.balance_now / nullif(totals.scored_now, 0)
    - counted.balance_before / nullif(totals.scored_before, 0) as contribution,
    counted.scored_count
from counted
cross join totals
