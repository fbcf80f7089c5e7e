-- A period in one line: how much was said, how well, and how much of it complains.
--
-- Intervals are over voices, see mentions_by_voice. Of what others wrote. Filters are those of
-- filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- mention_count         bigint  inbound mentions, scored or not
-- voice_count           bigint  different texts and conversations among them
-- copy_count            bigint  mentions that say what another one of the period says already
-- scored_count          bigint  mentions in a language that a scorer covers
-- unscored_count        bigint  the others
-- positive_count        bigint  of the scored
-- negative_count        bigint  of the scored
-- complaint_count       bigint  of all
-- needs_reply_count     bigint  of all
-- complaint_share       double  0 .. 1 of all; null: no mention, or none that could be judged
-- complaint_share_low   double  0 .. 1, 95 % interval
-- complaint_share_high  double  0 .. 1, 95 % interval
-- net_sentiment         double  -1 .. 1: (positive - negative) / scored; null: none scored
-- net_sentiment_low     double  -1 .. 1, 95 % interval
-- net_sentiment_high    double  -1 .. 1, 95 % interval
with

counted as (

    select
        cast(coalesce(sum(mention_count), 0) as bigint) as mention_count,
        count(*) as voice_count,
        cast(coalesce(sum(mention_count - 1) filter (where is_copied), 0) as bigint) as copy_count,
        cast(coalesce(sum(scored_count), 0) as bigint) as scored_count,
        cast(coalesce(sum(positive_count), 0) as bigint) as positive_count,
        cast(coalesce(sum(negative_count), 0) as bigint) as negative_count,
        cast(coalesce(sum(complaint_count), 0) as bigint) as complaint_count,
        cast(coalesce(sum(needs_reply_count), 0) as bigint) as needs_reply_count,
        voice_sums(complaint_count, complaint_count, mention_count, is_copied) as complaint_sums,
        voice_sums(
            positive_count - negative_count,
            positive_count + negative_count,
            scored_count,
            is_copied
        ) as net_sums
    from mentions_by_voice(brand, since, until, filters := filters)

),

meant as (

    select
        counted.*,
        where_judged(voice_mean(complaint_sums), complaint_count, scored_count)
            as complaint_share,
        voice_mean(net_sums) as net_sentiment
    from counted

),

measured as (

    select
        meant.*,
        voice_count(complaint_sums, complaint_share, 0) as complaint_voices,
        voice_count(net_sums, net_sentiment, -1) as net_voices
    from meant

)

select
    mention_count,
    voice_count,
    copy_count,
    scored_count,
    mention_count - scored_count as unscored_count,
    positive_count,
    negative_count,
    complaint_count,
    needs_reply_count,
    complaint_share,
    voice_low(complaint_share, complaint_voices, 0) as complaint_share_low,
    voice_high(complaint_share, complaint_voices, 0) as complaint_share_high,
    net_sentiment,
    voice_low(net_sentiment, net_voices, -1) as net_sentiment_low,
    voice_high(net_sentiment, net_voices, -1) as net_sentiment_high
from measured
