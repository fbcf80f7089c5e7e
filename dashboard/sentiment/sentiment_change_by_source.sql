-- Each source's part in the change of net sentiment; the parts add up to it.
--
-- Over: heard
-- Grain: source
with

dated as (

    select
        source,
        polarity,
        created_at >= $since and created_at < $until as is_now,
        created_at >= $since_before and created_at < $until_before as is_before
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
