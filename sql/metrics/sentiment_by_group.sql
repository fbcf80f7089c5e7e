-- How a brand was spoken of over time, apart by brand or by source, with the interval.
--
-- dimension is brand or source, step is day or week (its Monday) in the brand's time zone. Without
-- a brand every tracked one counts. Steps without a mention are absent. Of what others wrote.
-- Intervals are over voices, see mentions_by_voice. Filters are those of filtered_mentions.
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
-- complaint_share     double   0 .. 1 of all; null: none could be judged
-- net_sentiment       double   -1 .. 1: (positive - negative) / scored; null: none scored
-- net_sentiment_low   double   -1 .. 1, 95 % interval; null as above
-- net_sentiment_high  double   -1 .. 1, 95 % interval; null as above
with

spoken as (

    select
        case when dimension = 'source' then kept.source else kept.brand end as group_value,
        cast(date_trunc(step, kept.local_date) as date) as step_date,
        kept.voice,
        kept.copy_group is not null as is_copied,
        count(*) as mention_count,
        count(kept.polarity) as scored_count,
        count(*) filter (where kept.polarity = 'positive') as positive_count,
        count(*) filter (where kept.polarity = 'neutral') as neutral_count,
        count(*) filter (where kept.polarity = 'negative') as negative_count,
        count(*) filter (where kept.is_complaint) as complaint_count
    from inbound_mentions(brand, since, until, filters := filters) as kept
    group by group_value, step_date, kept.voice, is_copied

),

summed as (

    select
        group_value,
        step_date,
        cast(sum(mention_count) as bigint) as mention_count,
        cast(sum(scored_count) as bigint) as scored_count,
        cast(sum(positive_count) as bigint) as positive_count,
        cast(sum(neutral_count) as bigint) as neutral_count,
        cast(sum(negative_count) as bigint) as negative_count,
        cast(sum(complaint_count) as bigint) as complaint_count,
        voice_sums(
            positive_count - negative_count,
            positive_count + negative_count,
            scored_count,
            is_copied
        ) as net_sums
    from spoken
    group by group_value, step_date

),

meant as (

    select
        summed.*,
        voice_mean(net_sums) as net_sentiment
    from summed

),

counted as (

    select
        meant.*,
        voice_count(net_sums, net_sentiment, -1) as net_voices
    from meant

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
    where_judged(
        counted.complaint_count / nullif(counted.mention_count, 0),
        counted.complaint_count,
        counted.scored_count
    ) as complaint_share,
    counted.net_sentiment,
    voice_low(counted.net_sentiment, counted.net_voices, -1) as net_sentiment_low,
    voice_high(counted.net_sentiment, counted.net_voices, -1) as net_sentiment_high
from counted
left join brands
    on counted.group_value = brands.brand and dimension = 'brand'
