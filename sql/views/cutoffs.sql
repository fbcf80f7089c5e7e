-- Cut-offs of earshot.toml that views ask for, with the defaults of what it leaves out.
--
-- Grain: one row
--
-- alert_level     double  viral risk from which somebody has to act, 1 .. 100
-- viral_multiple  double  times its usual audience from which a post is called viral
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
        max(settings.value) filter (where settings.name = 'cutoffs.viral_multiple'), 20.0
    ) as viral_multiple
from settings
