-- Lower end of the 95 % interval of net sentiment, (positive - negative) / scored.
--
-- positive_count  bigint  of the scored
-- negative_count  bigint  of the scored
-- scored_count    bigint  positive, neutral and negative
--
-- Returns: double  -1 .. 1; null: none is scored
--
-- Case: net_sentiment_low(30, 20, 100) = -0.0371975
-- Case: net_sentiment_low(10, 0, 10) = 1
-- Case: net_sentiment_low(0, 10, 10) = -1
-- Case: net_sentiment_low(0, 0, 0) = null
create or replace macro net_sentiment_low(positive_count, negative_count, scored_count) as (
    case
        when scored_count > 0
            then greatest(
                -1,
                (positive_count - negative_count) / scored_count
                - z95()
                * sqrt(net_sentiment_variance(positive_count, negative_count, scored_count))
            )
    end
);
