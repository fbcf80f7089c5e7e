-- A period in one line: how much, how good, how much of it complaint.
--
-- Over: inbound
-- Grain: one row
with

counted as (

    select
        count(*) as mention_count,
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'positive') as positive_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(*) filter (where is_complaint) as complaint_count,
        count(*) filter (where needs_reply) as needs_reply_count
    from inbound

)

select
    *,
    mention_count - scored_count as unscored_count,
    complaint_count / nullif(mention_count, 0) as complaint_share,
    (positive_count - negative_count) / nullif(scored_count, 0) as net_sentiment
from counted
