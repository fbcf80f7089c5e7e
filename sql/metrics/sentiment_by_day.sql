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

-- The share is corrected among those that only the scorer read. Step by step: planning formulas of
-- formulas took longer than all else.
measured as (

    select
        voices_by_day.*,
        measured_accuracy.correction_slope is not null as is_measured,
        corrected_share(
            voices_by_day.found_share,
            measured_accuracy.correction_slope,
            measured_accuracy.correction_offset
        ) as read_share,
        coalesce(voices_by_day.read_voices, 0) as read_n,
        smoothed_share(
            coalesce(voices_by_day.found_share * voices_by_day.read_voices, 0),
            coalesce(voices_by_day.read_voices, 0),
            z95() * z95()
        ) as smooth_share,
        smoothed_share(
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            2
        ) as hit_share,
        smoothed_share(
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count,
            2
        ) as pass_share,
        measured_accuracy.negative_checked_count,
        measured_accuracy.other_checked_count
    from voices_by_day
    left join measured_accuracy
        on voices_by_day.brand = measured_accuracy.brand

),

middled as (

    select
        measured.*,
        corrected_share_middle(
            measured.smooth_share, measured.hit_share, measured.pass_share
        ) as middle
    from measured

),

spread as (

    select
        middled.*,
        corrected_share_center(
            middle, hit_share, negative_checked_count, pass_share, other_checked_count
        ) as center,
        corrected_share_spread(
            middle,
            smooth_share,
            read_n,
            hit_share,
            negative_checked_count,
            pass_share,
            other_checked_count
        ) as read_spread
    from middled

),

corrected as (

    select
        spread.*,
        corrected_share_low(center, read_spread) as read_low,
        corrected_share_high(center, read_spread) as read_high
    from spread

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
