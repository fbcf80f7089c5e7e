-- How a brand was spoken of over time, apart by brand or by source, with the interval.
--
-- dimension is brand or source, step is day or week (its Monday) in the brand's time zone. Without
-- a brand every tracked one counts. Steps without a mention are absent. Of what others wrote.
-- Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, dimension, step := 'day', filters := map {}
-- Grain: group_value, local_date
--
-- group_value         varchar  key of the brand, or the source
-- group_name          varchar  as people write it
-- local_date          date     the step's first day
-- mention_count       bigint   inbound mentions, scored or not
-- scored_count        bigint   of them, those in a language that a scorer covers
-- unscored_count      bigint   the others
-- positive_count      bigint   of the scored
-- neutral_count       bigint   of the scored
-- negative_count      bigint   of the scored
-- complaint_count     bigint   of all
-- complaint_share     double   0 .. 1 of all
-- net_sentiment       double   -1 .. 1: (positive - negative) / scored; null: none scored
-- net_sentiment_low   double   -1 .. 1, 95 % interval; null as above
-- net_sentiment_high  double   -1 .. 1, 95 % interval; null as above
with

counted as (

    select
        case when dimension = 'source' then kept.source else kept.brand end as group_value,
        cast(date_trunc(step, kept.local_date) as date) as step_date,
        count(*) as mention_count,
        count(kept.polarity) as scored_count,
        count(*) filter (where kept.polarity = 'positive') as positive_count,
        count(*) filter (where kept.polarity = 'neutral') as neutral_count,
        count(*) filter (where kept.polarity = 'negative') as negative_count,
        count(*) filter (where kept.is_complaint) as complaint_count
    from inbound_mentions(brand, since, until, filters := filters) as kept
    group by group_value, step_date

)

select
    counted.group_value,
    coalesce(brands.name, counted.group_value) as group_name,
    counted.step_date as local_date,
    counted.mention_count,
    counted.scored_count,
    counted.mention_count - counted.scored_count as unscored_count,
    counted.positive_count,
    counted.neutral_count,
    counted.negative_count,
    counted.complaint_count,
    counted.complaint_count / nullif(counted.mention_count, 0) as complaint_share,
    (counted.positive_count - counted.negative_count) / nullif(counted.scored_count, 0)
        as net_sentiment,
    net_sentiment_low(counted.positive_count, counted.negative_count, counted.scored_count)
        as net_sentiment_low,
    net_sentiment_high(counted.positive_count, counted.negative_count, counted.scored_count)
        as net_sentiment_high
from counted
left join brands
    on counted.group_value = brands.brand and dimension = 'brand'
