-- Silence: how many people could read a complaint, and for how long, before it was answered.
--
-- The sum over a period is the silence of the period; the unweighted hours stand beside it, since
-- an audience is an estimate.
--
-- Grain: brand, turn_id
--
-- brand               varchar                   key in earshot.toml
-- turn_id             varchar                   a complaint that needs a reply
-- source              varchar                   where it was said
-- topics              varchar[]                 of the first post
-- started_at          timestamp with time zone  the turn's first post
-- status              varchar                   answered, open, removed
-- waiting_hours       double                    until the answer, the removal, or what is known
-- estimated_audience  double                    people; null: unknown
-- silence_hours       double                    audience × hours; null: audience unknown
select *
from filtered_silence(null, null, null)
