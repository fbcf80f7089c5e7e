-- How likely a post hurts the brand when it travels.
--
-- Sums evidence as log-odds, from even chances: what its own text says, what those say who reply to
-- it or quote it, and whether its author still waits with a complaint. What a score says of being
-- negative is as two public sets have it (2.5 to 3.6 for the score, 0.1 to 0.9 for the class); the
-- other weights are set by hand: praise through and through is harmful once in twenty, a complaint
-- nine times in ten, and forty reactions that are all negative make praise even. Beside the
-- reactions stand five invented ones, two of them negative, as among replies to ordinary posts.
-- What is unscored says nothing.
--
-- is_complaint           boolean  null counts as no
-- polarity               varchar  positive, neutral, negative; null: unscored
-- sentiment              double   -1 .. 1; null: unscored
-- negative_count         double   reactions to it that are negative or complaints
-- reaction_count         double   replies and quotes by others that are scored
-- has_open_complaint     boolean  of the author's, not answered in the 30 days before
--
-- Returns: double  0 .. 1
--
-- Case: post_harm(false, null, null, 0, 0, false) = 0.5
-- Case: post_harm(false, 'positive', 1, 0, 0, false) = 0.0474
-- Case: post_harm(true, 'negative', -0.6, 0, 0, false) = 0.9608
-- Case: post_harm(false, 'positive', 1, 40, 40, false) = 0.5111
-- Case: post_harm(false, null, null, 0, 0, true) = 0.731059
-- Case: post_harm(null, null, null, 1, 1, null) = 0.6
create or replace macro post_harm(
    is_complaint, polarity, sentiment, negative_count, reaction_count, has_open_complaint
) as (
    logistic(
        case when is_complaint then 1.4 when polarity = 'negative' then 0.5 else 0.0 end
        - 3.0 * coalesce(sentiment, 0.0)
        + ln(1.5 * (negative_count + 2) / (reaction_count - negative_count + 3))
        + case when has_open_complaint then 1.0 else 0.0 end
    )
);
