-- How each source, or each brand, is spoken of over time, with a 95 % interval of net sentiment.
--
-- Without $brand every brand is a group; $step is day or week, local to the brand. Normal interval of
-- the mean of -1, 0 and 1.
--
-- Grain: group_value, local_date
with

kept as (

    select
        case when cast($brand as varchar) is null then m.brand else m.source end as group_value,
        cast(date_trunc(cast($step as varchar), m.local_date) as date) as local_date,
        m.polarity
    from mentions as m
    where
        m.direction = 'inbound'
        and (cast($brand as varchar) is null or m.brand = cast($brand as varchar))
        and m.created_at >= $since
        and m.created_at < $until
        and (cast($source as varchar) is null or m.source = cast($source as varchar))
        and (
            cast($words as varchar) is null
            or contains(lower(coalesce(m.title, '') || ' ' || m.text), lower(cast($words as varchar)))
        )

),

counted as (

    select
        group_value,
        local_date,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count
    from kept
    group by group_value, local_date

),

measured as (

    select
        *,
        (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment,
        (positive_count + negative_count) / nullif(scored_count, 0) as polar_share
    from counted

)

select
    measured.*,
    coalesce(brands.name, measured.group_value) as group_name,
    case
        when net_sentiment is not null
            then greatest(
                -1, net_sentiment - 1.96 * sqrt((polar_share - net_sentiment ** 2) / scored_count)
            )
    end as net_low,
    case
        when net_sentiment is not null
            then least(
                1, net_sentiment + 1.96 * sqrt((polar_share - net_sentiment ** 2) / scored_count)
            )
    end as net_high
from measured
left join brands
    on measured.group_value = brands.brand and cast($brand as varchar) is null
order by measured.group_value, measured.local_date
