-- How a brand was spoken of, day by day, with a 95 % interval of net sentiment.
--
-- Over: inbound
-- Grain: local_date
with

counted as (

    select
        local_date,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'neutral') as neutral_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count
    from inbound
    group by local_date

),

measured as (

    select
        *,
        (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment,
        (positive_count + negative_count) / nullif(scored_count, 0) as polar_share
    from counted

)

select
    *,
    mention_count - scored_count as unscored_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    -- greatest() and least() skip nulls: a day without a score would range from -1 to 1.
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
order by local_date
