-- Posts that may still grow: where they stand, where they go, and whether that matters.
--
-- Of each post the newest snapshot counts. Nothing is claimed before two snapshots. What is no
-- longer live has gone where it went: boards leave it out. The score says whether a post still
-- passes the brand's threshold, or gains as much again once it has; harmful_audience ranks: people
-- whom it still reaches and hurts.
--
-- Grain: post_id, brand
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- observed_at            timestamp with time zone  the newest snapshot
-- age_hours              double                    since the post was published
-- share_count            double                    the highest seen; a fall stands still
-- shares_per_hour        double                    over the last third of its age
-- projected_share_count  double                    at seven days; null: first snapshot
-- projected_low          double                    80 % end between low and high
-- projected_high         double                    see projected_low
-- projected_pickup       double                    picked up late: one in a hundred ends above
-- estimated_audience     double                    people reached so far; null: unknown
-- projected_audience     double                    people at seven days; null: unknown
-- threshold_audience     double                    people from which a post of the brand is large
-- is_passed              boolean                   it has reached that many
-- pass_probability       double                    0.01 .. 0.99, of still passing it
-- harm                   double                    0 .. 1, of the text, the reactions, the author
-- reaction_count         bigint                    scored replies and quotes behind it
-- negative_count         bigint                    of them negative or complaints
-- has_open_complaint     boolean                   its author waited with a complaint
-- waiting_weight         double                    1 unanswered, 0.5 answered
-- viral_risk             double                    0 .. 100: probability × harm × waiting
-- audience_per_hour      double                    people whom it reaches in the next hour
-- audience_to_come       double                    people expected until it is seven days old
-- harmful_audience       double                    that × harm × waiting: the order of the board
-- is_answered            boolean                   the brand has replied to it
-- is_live                boolean                   stands, and younger than seven days
-- learned_count          bigint                    finished posts behind the projection; 0: default
with

newest as (

    select
        *,
        waiting_weight(answered_at, answered_at) as waiting_weight
    from viral_scores
    where is_latest

)

select
    newest.post_id,
    newest.brand,
    observed_at,
    age_hours,
    share_count,
    shares_per_hour,
    projected_share_count,
    projected_low,
    projected_high,
    projected_pickup,
    estimated_audience,
    projected_audience,
    threshold_audience,
    is_passed,
    pass_probability,
    harm,
    reaction_count,
    negative_count,
    has_open_complaint,
    waiting_weight,
    viral_risk_score(pass_probability, harm, waiting_weight) as viral_risk,
    audience_per_hour,
    audience_to_come,
    audience_to_come * harm * waiting_weight as harmful_audience,
    answered_at is not null as is_answered,
    is_live,
    learned_count
from newest
