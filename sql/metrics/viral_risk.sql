-- Posts that may still grow: where they stand, where they go, and whether that matters.
--
-- Of each post the newest snapshot counts. Nothing is claimed before two snapshots. What is no
-- longer live has gone where it went: boards leave it out.
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
-- estimated_audience     double                    people reached so far; null: unknown
-- projected_audience     double                    people at seven days; null: unknown
-- threshold_audience     double                    the brand's; null: its audience is unknown
-- audience_per_hour      double                    people whom it reaches in the next hour
-- pass_probability       double                    0 .. 1, of passing it; by shares where unknown
-- negativity_weight      double                    1 complaint or negative, 0.5, 0.2 positive
-- waiting_weight         double                    1 unanswered, 0.5 answered
-- viral_risk             double                    0 .. 100: the product of the three
-- is_answered            boolean                   the brand has replied to it
-- is_live                boolean                   younger than seven days when last watched
-- learned_count          bigint                    finished posts behind the projection; 0: default
with

newest as (

    select
        *,
        waiting_weight(answered_at, answered_at) as waiting_weight
    from viral_projections
    where is_latest

)

select
    post_id,
    newest.brand,
    observed_at,
    age_hours,
    share_count,
    shares_per_hour,
    projected_share_count,
    projected_low,
    projected_high,
    estimated_audience,
    projected_audience,
    threshold_audience,
    audience_per_hour,
    pass_probability,
    negativity_weight,
    waiting_weight,
    viral_risk_score(pass_probability, negativity_weight, waiting_weight) as viral_risk,
    answered_at is not null as is_answered,
    is_live,
    learned_count
from newest
