-- Models learned from what people said, the newest first.
--
-- Grain: number
select
    number,
    version,
    origin,
    adopted_at,
    left_at,
    is_in_use
from learned_models
where task = 'polarity'
order by number desc
