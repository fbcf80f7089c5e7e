-- What each day held, and how many voices stand behind it; see mentions_by_voice.
--
-- Apart from sentiment_by_day, which corrects its shares: who only wants the counts need not plan
-- how.
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
-- told_count           bigint   of the mentions, those that people checked
-- told_negative_count  bigint   of them, those that people call negative
-- sentiment_mean       double   -1 .. 1, each scored mention weighs the same
-- negative_share       double   0 .. 1 of the scored; null when none is scored
-- negative_voices      double   behind it, of voice_count; null as above
-- net_sentiment        double   -1 .. 1: (positive - negative) / scored
-- net_voices           double   behind it, of voice_count; null as above
-- found_share          double   0 .. 1: negative of those that only a scorer read; null: none
-- read_voices          double   behind it, of voice_count; null as above
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

meant as (

    select
        daily.*,
        voice_mean(daily.negative_sums) as negative_share,
        voice_mean(daily.net_sums) as net_sentiment,
        voice_mean(daily.read_sums) as found_share
    from daily

)

select
    meant.brand,
    meant.local_date,
    meant.mention_count,
    meant.scored_count,
    meant.positive_count,
    meant.neutral_count,
    meant.negative_count,
    meant.complaint_count,
    meant.told_count,
    meant.told_negative_count,
    meant.sentiment_mean,
    meant.negative_share,
    voice_count(meant.negative_sums, meant.negative_share, 0) as negative_voices,
    meant.net_sentiment,
    voice_count(meant.net_sums, meant.net_sentiment, -1) as net_voices,
    meant.found_share,
    voice_count(meant.read_sums, meant.found_share, 0) as read_voices
from meant
