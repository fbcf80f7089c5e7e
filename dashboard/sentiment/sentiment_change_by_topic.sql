-- Each topic's part in the change of net sentiment; the parts add up to it.
--
-- A mention of several topics counts for each by an equal part, so that nothing is counted twice.
--
-- Over: heard
-- Grain: topic
with

dated as (

    select
        case when len(topics) > 0 then topics else ['unknown'] end as named,
        case polarity when 'positive' then 1.0 when 'negative' then -1.0 else 0.0 end as balance,
        created_at >= $since and created_at < $until as is_now,
        created_at >= $since_before and created_at < $until_before as is_before
    from heard
    where direction = 'inbound' and polarity is not null

),

parted as (

    select
        unnest(named) as topic,
        1.0 / len(named) as weight,
        balance,
        is_now,
        is_before
    from dated
    where is_now or is_before

),

totals as (

    select
        count(*) filter (where is_now) as scored_now,
        count(*) filter (where is_before) as scored_before
    from dated

),

counted as (

    select
        topic,
        coalesce(sum(weight * balance) filter (where is_now), 0.0) as balance_now,
        coalesce(sum(weight * balance) filter (where is_before), 0.0) as balance_before,
        count(*) filter (where is_now) as scored_count
    from parted
    group by topic

)

select
    counted.topic,
    counted.balance_now / nullif(totals.scored_now, 0)
    - counted.balance_before / nullif(totals.scored_before, 0) as contribution,
    counted.scored_count
from counted
cross join totals
order by contribution
