-- How a brand was spoken of, day by day; intervals are over voices, see mentions_by_voice.
--
-- Grain: brand, local_date
--
-- brand                     varchar  key in earshot.toml
-- local_date                date     day in the brand's time zone
-- mention_count             bigint   inbound mentions, scored or not
-- scored_count              bigint   of them, those in a language that a scorer covers
-- positive_count            bigint   of the scored
-- neutral_count             bigint   of the scored
-- negative_count            bigint   of the scored
-- complaint_count           bigint   inbound complaints
-- negative_share            double   0 .. 1 of the scored; null when none is scored
-- negative_share_low        double   0 .. 1, 95 % interval
-- negative_share_high       double   0 .. 1, 95 % interval
-- negative_share_corrected  double   0 .. 1: of the scored, with the measured errors of
--                                     the scorer taken out, what people said themselves left alone;
--                                     null: too little is checked
-- negative_share_corrected_low   double  0 .. 1, 95 %, Lang and Reiczigel 2014; knows how few
-- negative_share_corrected_high  double  posts were checked
-- net_sentiment             double   -1 .. 1: (positive - negative) / scored
-- net_sentiment_low         double   -1 .. 1, 95 % interval
-- net_sentiment_high        double   -1 .. 1, 95 % interval
-- net_sentiment_polar       double   -1 .. 1: (positive - negative) / (positive + negative)
-- sentiment_mean            double   -1 .. 1, each scored mention weighs the same
with

spoken as (

    select
        mentions.brand,
        mentions.local_date,
        mentions.voice,
        mentions.copy_group is not null as is_copied,
        count(*) as mention_count,
        count(mentions.polarity) as scored_count,
        count(*) filter (where mentions.polarity = 'positive') as positive_count,
        count(*) filter (where mentions.polarity = 'neutral') as neutral_count,
        count(*) filter (where mentions.polarity = 'negative') as negative_count,
        count(*) filter (where mentions.is_complaint) as complaint_count,
        count(*) filter (where mentions.label_polarity is not null) as told_count,
        count(*) filter (where mentions.label_polarity = 'negative') as told_negative_count,
        sum(mentions.sentiment) as sentiment_sum,
        count(mentions.sentiment) as sentiment_count
    from mentions
    where mentions.direction = 'inbound'
    group by mentions.brand, mentions.local_date, mentions.voice, is_copied

),

daily as (

    select
        spoken.brand,
        spoken.local_date,
        cast(sum(spoken.mention_count) as bigint) as mention_count,
        cast(sum(spoken.scored_count) as bigint) as scored_count,
        cast(sum(spoken.positive_count) as bigint) as positive_count,
        cast(sum(spoken.neutral_count) as bigint) as neutral_count,
        cast(sum(spoken.negative_count) as bigint) as negative_count,
        cast(sum(spoken.complaint_count) as bigint) as complaint_count,
        cast(sum(spoken.told_count) as bigint) as told_count,
        cast(sum(spoken.told_negative_count) as bigint) as told_negative_count,
        sum(spoken.sentiment_sum) / nullif(sum(spoken.sentiment_count), 0) as sentiment_mean,
        voice_sums(
            spoken.negative_count, spoken.negative_count, spoken.scored_count, spoken.is_copied
        ) as negative_sums,
        voice_sums(
            spoken.positive_count - spoken.negative_count,
            spoken.positive_count + spoken.negative_count,
            spoken.scored_count,
            spoken.is_copied
        ) as net_sums,
        voice_sums(
            spoken.negative_count - spoken.told_negative_count,
            spoken.negative_count - spoken.told_negative_count,
            spoken.scored_count - spoken.told_count,
            spoken.is_copied
        ) as read_sums
    from spoken
    group by spoken.brand, spoken.local_date

),

shares as (

    select
        daily.*,
        voice_mean(daily.negative_sums) as negative_share,
        voice_count(daily.negative_sums, 0) as negative_voices,
        voice_mean(daily.net_sums) as net_sentiment,
        voice_count(daily.net_sums, -1) as net_voices,
        voice_mean(daily.read_sums) as found_share,
        voice_count(daily.read_sums, 0) as read_voices
    from daily

),

-- The share is corrected among those that only the scorer read.
corrected as (

    select
        shares.*,
        measured_accuracy.correction_slope is not null as is_measured,
        corrected_share(
            shares.found_share,
            measured_accuracy.correction_slope,
            measured_accuracy.correction_offset
        ) as read_share,
        corrected_share_low(
            coalesce(shares.found_share * shares.read_voices, 0),
            coalesce(shares.read_voices, 0),
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_low,
        corrected_share_high(
            coalesce(shares.found_share * shares.read_voices, 0),
            coalesce(shares.read_voices, 0),
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_high
    from shares
    left join measured_accuracy
        on shares.brand = measured_accuracy.brand

)

select
    corrected.brand,
    corrected.local_date,
    corrected.mention_count,
    corrected.scored_count,
    corrected.positive_count,
    corrected.neutral_count,
    corrected.negative_count,
    corrected.complaint_count,
    corrected.negative_share,
    voice_low(corrected.negative_share, corrected.negative_voices, 0) as negative_share_low,
    voice_high(corrected.negative_share, corrected.negative_voices, 0) as negative_share_high,
    share_with_told(
        corrected.told_negative_count,
        corrected.told_count,
        corrected.scored_count,
        corrected.read_share,
        corrected.is_measured
    ) as negative_share_corrected,
    share_with_told_end(
        corrected.told_negative_count,
        corrected.told_count,
        corrected.scored_count,
        corrected.read_share,
        corrected.read_low,
        -1,
        corrected.is_measured
    ) as negative_share_corrected_low,
    share_with_told_end(
        corrected.told_negative_count,
        corrected.told_count,
        corrected.scored_count,
        corrected.read_share,
        corrected.read_high,
        1,
        corrected.is_measured
    ) as negative_share_corrected_high,
    corrected.net_sentiment,
    voice_low(corrected.net_sentiment, corrected.net_voices, -1) as net_sentiment_low,
    voice_high(corrected.net_sentiment, corrected.net_voices, -1) as net_sentiment_high,
    (corrected.positive_count - corrected.negative_count)
    / nullif(corrected.positive_count + corrected.negative_count, 0) as net_sentiment_polar,
    corrected.sentiment_mean
from corrected
