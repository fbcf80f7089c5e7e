-- How a brand was spoken of, day by day.
--
-- Grain: brand, local_date
--
-- brand                varchar  key in earshot.toml
-- local_date           date     day in the brand's time zone
-- mention_count        bigint   inbound mentions, scored or not
-- scored_count         bigint   of them, those in a language that a scorer covers
-- positive_count       bigint   of the scored
-- neutral_count        bigint   of the scored
-- negative_count       bigint   of the scored
-- complaint_count      bigint   inbound complaints
-- negative_share       double   0 .. 1 of the scored; null when none is scored
-- negative_share_low   double   0 .. 1, Wilson 1927, 95 %
-- negative_share_high  double   0 .. 1, Wilson 1927, 95 %
-- net_sentiment        double   -1 .. 1: (positive - negative) / scored
-- net_sentiment_polar  double   -1 .. 1: (positive - negative) / (positive + negative)
-- sentiment_mean       double   -1 .. 1, each scored mention weighs the same
with

daily as (

    select
        mentions.brand,
        mentions.local_date,
        count(*) as mention_count,
        count(mentions.polarity) as scored_count,
        count(*) filter (where mentions.polarity = 'positive') as positive_count,
        count(*) filter (where mentions.polarity = 'neutral') as neutral_count,
        count(*) filter (where mentions.polarity = 'negative') as negative_count,
        count(*) filter (where mentions.is_complaint) as complaint_count,
        avg(mentions.sentiment) as sentiment_mean
    from mentions
    where mentions.direction = 'inbound'
    group by mentions.brand, mentions.local_date

),

shares as (

    select
        daily.*,
        daily.negative_count / nullif(daily.scored_count, 0) as negative_share,
        3.841458820694124 as z2
    from daily

),

wilson as (

    select
        shares.*,
        (shares.negative_share + shares.z2 / (2.0 * nullif(shares.scored_count, 0)))
        / (1.0 + shares.z2 / nullif(shares.scored_count, 0)) as middle,
        sqrt(
            shares.negative_share * (1.0 - shares.negative_share) / nullif(shares.scored_count, 0)
            + shares.z2 / (4.0 * nullif(shares.scored_count, 0) * shares.scored_count)
        ) * sqrt(shares.z2)
        / (1.0 + shares.z2 / nullif(shares.scored_count, 0)) as half_width
    from shares

)

select
    wilson.brand,
    wilson.local_date,
    wilson.mention_count,
    wilson.scored_count,
    wilson.positive_count,
    wilson.neutral_count,
    wilson.negative_count,
    wilson.complaint_count,
    wilson.negative_share,
    -- greatest() and least() skip nulls: without a share there is no interval either.
    case
        when wilson.negative_share is not null
            then greatest(0.0, wilson.middle - wilson.half_width)
    end as negative_share_low,
    case
        when wilson.negative_share is not null
            then least(1.0, wilson.middle + wilson.half_width)
    end as negative_share_high,
    (wilson.positive_count - wilson.negative_count) / nullif(wilson.scored_count, 0)
        as net_sentiment,
    (wilson.positive_count - wilson.negative_count)
    / nullif(wilson.positive_count + wilson.negative_count, 0) as net_sentiment_polar,
    wilson.sentiment_mean
from wilson
