-- Each source's part in the change of net sentiment; the parts add up to it.
--
-- $6 since and $7 until of the other period.
--
-- Over: heard
-- Grain: source
with

dated as (

    select
        source,
        polarity,
        created_at >= $2 and created_at < $3 as is_now,
        created_at >= $6 and created_at < $7 as is_before
    from heard
    where direction = 'inbound'

),

counted as (

    select
        source,
        count(*) filter (where is_now and polarity = 'positive')
        - count(*) filter (where is_now and polarity = 'negative') as balance_now,
        count(polarity) filter (where is_now) as scored_now,
        count(*) filter (where is_before and polarity = 'positive')
        - count(*) filter (where is_before and polarity = 'negative') as balance_before,
        count(polarity) filter (where is_before) as scored_before
    from dated
    group by source

)

select
    source,
    balance_now / nullif(sum(scored_now) over (), 0)
    - balance_before / nullif(sum(scored_before) over (), 0) as contribution,
    scored_now as scored_count
from counted
order by contribution
