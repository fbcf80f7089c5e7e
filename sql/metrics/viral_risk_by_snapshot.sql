-- What the score said at every snapshot: the early warning, looked back on.
--
-- Uses what is learned today; whether the post was answered is as of the snapshot.
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
-- viral_risk             double                    0 .. 100; null: first snapshot
-- is_answered            boolean                   the brand had replied by then
select
    viral_projections.post_id,
    viral_projections.brand,
    observed_at,
    age_hours,
    share_count,
    projected_share_count,
    projected_low,
    projected_high,
    viral_risk_score(
        pass_probability, negativity_weight, waiting_weight(answered_at, observed_at)
    ) as viral_risk,
    coalesce(answered_at <= observed_at, false) as is_answered
from viral_projections
