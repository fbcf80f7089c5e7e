-- A period against another one: what changed, and whether that is more than chance.
--
-- A change of net sentiment or of the complaint share is called better or worse where its normal
-- 95 % interval leaves out zero, and never below 30 mentions (scored ones, for net sentiment) on
-- either side. Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, since_before, until_before, filters := map {}
-- Grain: one row
--
-- mention_count         bigint   inbound mentions of the period; null: none
-- mention_count_before  bigint   of the other period; null: none
-- mention_change        double   growth: 0.1 is a tenth more; null: none in either
-- net_change            double   -2 .. 2, of net sentiment; null: none scored in either
-- net_margin            double   half the width of its 95 % interval
-- net_verdict           varchar  better, worse, same (within chance), few; null as net_change
-- complaint_change      double   -1 .. 1, of the complaint share; null: no mention in either
-- complaint_margin      double   half the width of its 95 % interval
-- complaint_verdict     varchar  better (fewer), worse, same, few; null as complaint_change
with

labelled as (

    select
        'now' as part,
        polarity,
        is_complaint
    from inbound_mentions(brand, since, until, filters := filters)
    union all
    select
        'before' as part,
        polarity,
        is_complaint
    from inbound_mentions(brand, since_before, until_before, filters := filters)

),

counted as (

    select
        part,
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) / count(*) as complaint_share
    from labelled
    group by part

),

-- The other period counts as negative: a sum over both is the change.
measured as (

    select
        part,
        mention_count,
        scored_count,
        complaint_share,
        case when part = 'now' then 1 else -1 end as sign,
        (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment,
        net_sentiment_variance(positive_count, negative_count, scored_count) as net_variance,
        complaint_share * (1 - complaint_share) / mention_count as complaint_variance
    from counted

),

changes as (

    select
        max(mention_count) filter (where part = 'now') as mention_count,
        max(mention_count) filter (where part = 'before') as mention_count_before,
        min(mention_count) as least_count,
        min(scored_count) as least_scored_count,
        case when count(net_sentiment) = 2 then sum(sign * net_sentiment) end as net_change,
        case when count(net_sentiment) = 2 then z95() * sqrt(sum(net_variance)) end as net_margin,
        case when count(*) = 2 then sum(sign * complaint_share) end as complaint_change,
        case when count(*) = 2 then z95() * sqrt(sum(complaint_variance)) end as complaint_margin
    from measured

)

select
    mention_count,
    mention_count_before,
    mention_count / nullif(mention_count_before, 0) - 1 as mention_change,
    net_change,
    net_margin,
    change_verdict(net_change, net_margin, least_scored_count, 30) as net_verdict,
    complaint_change,
    complaint_margin,
    change_verdict(-complaint_change, complaint_margin, least_count, 30) as complaint_verdict
from changes
