-- A period against another: changes with 95 % margins, and whether they are beyond chance.
-- Below 30 on either side nothing is called better or worse.
--
-- Normal interval of a difference of two means.
--
-- Over: heard
-- Grain: one row
with

labelled as (

    select
        'now' as part,
        polarity,
        is_complaint
    from heard
    where direction = 'inbound' and created_at >= $since and created_at < $until
    union all
    select
        'before' as part,
        polarity,
        is_complaint
    from heard
    where direction = 'inbound' and created_at >= $since_before and created_at < $until_before

),

counted as (

    select
        part,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where is_complaint) / nullif(count(*), 0) as complaint_share,
        (
            count(*) filter (where polarity = 'positive')
            - count(*) filter (where polarity = 'negative')
        ) / nullif(count(polarity), 0) as net_sentiment,
        count(*) filter (where polarity in ('positive', 'negative')) / nullif(count(polarity), 0)
            as polar_share
    from labelled
    group by part

),

measured as (

    select
        part,
        mention_count,
        scored_count,
        net_sentiment,
        complaint_share,
        (polar_share - net_sentiment * net_sentiment) / nullif(scored_count, 0) as net_variance,
        complaint_share * (1 - complaint_share) / nullif(mention_count, 0) as complaint_variance
    from counted

),

-- A change needs both sides.
sides as (

    select
        *,
        count(net_sentiment) over () = 2 as is_paired_net,
        count(complaint_share) over () = 2 as is_paired
    from measured

),

paired as (

    select
        max(mention_count) filter (where part = 'now') as mention_count,
        max(mention_count) filter (where part = 'before') as mention_count_before,
        min(scored_count) < 30 as is_few_scored,
        min(mention_count) < 30 as is_few,
        sum(case when part = 'now' then net_sentiment else -net_sentiment end)
        filter (where is_paired_net) as net_change,
        1.96 * sqrt(sum(net_variance) filter (where is_paired_net)) as net_margin,
        sum(case when part = 'now' then complaint_share else -complaint_share end)
        filter (where is_paired) as complaint_change,
        1.96 * sqrt(sum(complaint_variance) filter (where is_paired)) as complaint_margin
    from sides

)

select
    *,
    mention_count / nullif(mention_count_before, 0) - 1 as mention_change,
    case
        when is_few_scored then 'few'
        when abs(net_change) <= net_margin then 'same'
        when net_change > 0 then 'better'
        when net_change < 0 then 'worse'
    end as net_verdict,
    case
        when is_few then 'few'
        when abs(complaint_change) <= complaint_margin then 'same'
        when complaint_change > 0 then 'worse'
        when complaint_change < 0 then 'better'
    end as complaint_verdict
from paired
