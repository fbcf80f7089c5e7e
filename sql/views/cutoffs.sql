-- Cut-offs of earshot.toml that views ask for, with the defaults of what it leaves out.
--
-- Grain: one row
--
-- alert_level     double  viral risk from which somebody has to act, 1 .. 100
-- viral_quantile  double  share of a brand's posts of a year that a large one reaches more than
-- viral_floor     double  people whom a large post reaches at least
select
    coalesce(
        max(settings.value) filter (where settings.name = 'cutoffs.alert_level'),
        (
            select alert_kinds.default_level
            from alert_kinds
            where alert_kinds.kind = 'viral'
        )
    ) as alert_level,
    coalesce(
        max(settings.value) filter (where settings.name = 'cutoffs.viral_quantile'), 0.99
    ) as viral_quantile,
    coalesce(
        max(settings.value) filter (where settings.name = 'cutoffs.viral_floor'), 10000.0
    ) as viral_floor
from settings
