-- Sampling variance of net sentiment, (positive - negative) / scored: a mean of -1, 0 and 1.
--
-- positive_count  bigint  of the scored
-- negative_count  bigint  of the scored
-- scored_count    bigint  positive, neutral and negative
--
-- Returns: double  null: none is scored
--
-- Case: net_sentiment_variance(30, 20, 100) = 0.0049
-- Case: net_sentiment_variance(10, 0, 10) = 0
-- Case: net_sentiment_variance(0, 0, 0) = null
create or replace macro net_sentiment_variance(positive_count, negative_count, scored_count) as (
    (
        (positive_count + negative_count) / nullif(scored_count, 0)
        - pow((positive_count - negative_count) / nullif(scored_count, 0), 2)
    ) / nullif(scored_count, 0)
);
