-- What the score said at every snapshot: the early warning, looked back on.
--
-- With what was known then: what had finished, been said and been answered until the snapshot.
-- Texts are read as today.
--
-- Grain: post_id, brand, observed_at
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- observed_at            timestamp with time zone  the snapshot
-- age_hours              double                    since the post was published
-- share_count            double                    the highest seen until then
-- projected_share_count  double                    at seven days; null: first snapshot
-- projected_low          double                    80 % end between low and high
-- projected_high         double                    see projected_low
-- projected_pickup       double                    picked up late: one in a hundred ends above
-- viral_risk             double                    0 .. 100; null: first snapshot
-- harmful_audience       double                    people still to reach and hurt; null as above
-- is_answered            boolean                   the brand had replied by then
select
    viral_scores.post_id,
    viral_scores.brand,
    observed_at,
    age_hours,
    share_count,
    projected_share_count,
    projected_low,
    projected_high,
    projected_pickup,
    viral_risk_score(
        pass_probability, harm, waiting_weight(answered_at, observed_at)
    ) as viral_risk,
    audience_to_come * harm * waiting_weight(answered_at, observed_at) as harmful_audience,
    coalesce(answered_at <= observed_at, false) as is_answered
from viral_scores
