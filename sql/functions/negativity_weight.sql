-- How much harm a post does when it travels.
--
-- is_complaint  boolean  null counts as no
-- polarity      varchar  positive, neutral, negative; null: unscored
--
-- Returns: double  1 a complaint or negative, 0.5 neutral or unscored, 0.2 positive
--
-- Case: negativity_weight(true, 'positive') = 1
-- Case: negativity_weight(false, 'negative') = 1
-- Case: negativity_weight(false, 'neutral') = 0.5
-- Case: negativity_weight(null, null) = 0.5
-- Case: negativity_weight(false, 'positive') = 0.2
create or replace macro negativity_weight(is_complaint, polarity) as (
    cast(case
        when is_complaint or polarity = 'negative' then 1.0
        when polarity = 'positive' then 0.2
        else 0.5
    end as double)
);
