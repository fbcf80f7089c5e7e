-- A period in one line: how much was said, how well, and how much of it complains.
--
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- mention_count         bigint  inbound mentions, scored or not
-- scored_count          bigint  of them, those in a language that a scorer covers
-- unscored_count        bigint  the others
-- positive_count        bigint  of the scored
-- negative_count        bigint  of the scored
-- complaint_count       bigint  of all
-- needs_reply_count     bigint  of all
-- complaint_share       double  0 .. 1 of all; null: no mention
-- complaint_share_low   double  0 .. 1, Wilson 1927, 95 %
-- complaint_share_high  double  0 .. 1, Wilson 1927, 95 %
-- net_sentiment         double  -1 .. 1: (positive - negative) / scored; null: none scored
-- net_sentiment_low     double  -1 .. 1, 95 % interval
-- net_sentiment_high    double  -1 .. 1, 95 % interval
with

counted as (

    select
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count,
        count(*) filter (where needs_reply) as needs_reply_count
    from inbound_mentions(brand, since, until, filters := filters)

)

select
    mention_count,
    scored_count,
    mention_count - scored_count as unscored_count,
    positive_count,
    negative_count,
    complaint_count,
    needs_reply_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    wilson_low(complaint_count, mention_count) as complaint_share_low,
    wilson_high(complaint_count, mention_count) as complaint_share_high,
    (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment,
    net_sentiment_low(positive_count, negative_count, scored_count) as net_sentiment_low,
    net_sentiment_high(positive_count, negative_count, scored_count) as net_sentiment_high
from counted
