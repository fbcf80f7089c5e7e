-- What an alert rule can watch: its scale, its limits and what is proposed.
--
-- A kind is a row here and its moments in alert_moments, of issues in issue_moments; the
-- configuration, the page and the replay of proposed rules read the row.
--
-- Grain: kind
--
-- kind           varchar  as it stands in earshot.toml
-- words          varchar  what the level is called where a rule is tried
-- scale          varchar  what the level counts
-- is_below       boolean  alerts below the level; false: at it and above
-- lowest_level   double   that earshot.toml may say
-- highest_level  double   that earshot.toml may say
-- default_level  double   proposed first
-- critical_level  double  from here on quiet hours do not hold it back; null: they always do
-- offered_low    double   lowest that the page offers
-- offered_high   double   highest that the page offers
-- offered_step   double   between two offers
select
    kinds.kind,
    kinds.words,
    kinds.scale,
    kinds.is_below,
    cast(kinds.lowest_level as double) as lowest_level,
    cast(kinds.highest_level as double) as highest_level,
    cast(kinds.default_level as double) as default_level,
    cast(kinds.critical_level as double) as critical_level,
    cast(kinds.offered_low as double) as offered_low,
    cast(kinds.offered_high as double) as offered_high,
    cast(kinds.offered_step as double) as offered_step
from (
    values
    ('spike', 'Spike of at least this severity', 'severity', false, 1, 10, 3, 7, 1, 10, 1),
    ('viral', 'Viral risk of at least', 'viral risk', false, 1, 100, 70, 90, 10, 100, 5),
    (
        'silence', 'Audience-hours of one silence of at least', 'audience-hours', false,
        1, 1000000000000, 100000, null, 1000, 1000000, 1000
    ),
    (
        'overdue', 'Target missed before an audience of at least', 'people', false,
        1, 1000000000000, 10000, 1000000, 100, 1000000, 100
    ),
    ('health', 'Brand health below', 'brand health', true, 1, 100, 40, 20, 5, 95, 5),
    (
        'quiet', 'Hours that a source was not watched, at least', 'hours', false,
        1, 8760, 6, null, 1, 168, 1
    ),
    (
        'issue', 'New issue that so many people tell of in seven days', 'people', false,
        3, 1000000, 10, null, 3, 100, 1
    )
) as kinds (
    kind, words, scale, is_below,
    lowest_level, highest_level, default_level, critical_level,
    offered_low, offered_high, offered_step
)
