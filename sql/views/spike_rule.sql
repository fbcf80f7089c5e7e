-- The numbers by which a spike is told from an ordinary busy hour: one default for all brands.
--
-- Chosen on five public series and their thinned copies (benchmarks/spikes.py) together with
-- invented ones whose truth is known (benchmarks/spike_suite.py). An alarm score of 2.75 serves
-- almost as well (85.6 on the public series, against 87.9); at 3.25 one crisis in fourteen is lost.
--
-- Grain: rule_name
--
-- rule_name           varchar        default
-- lookback_hours      integer        what the first hour judged looks back on: 17 days of days that
--                                    stand out, 21 of errors, 28 of medians, 16 of silences
-- enough_count        integer        mentions in the tested window, at least
-- quiet_hourly_count  integer        below so many an hour three hours are summed too
-- alarm_score         decimal(2,1)   normal score of a window that stands out
-- quiet_alarm_score   decimal(2,1)   the same of three hours
-- lasting_score       decimal(2,1)   three hours of a high day go on with an episode from here on
-- topic_score         decimal(2,1)   on top for a single topic: a brand has a dozen of them
-- mark_score          decimal(2,1)   an hour above it teaches later baselines nothing
-- enough_day_count    integer        mentions in a day that may stand out, at least
-- high_day_score      decimal(2,1)   24 hours that are high
-- sure_day_score      decimal(2,1)   high hours with one of these in the 72 before teach nothing
-- adopting_hours      integer        so many of 168 that taught nothing make their level usual
select
    'default' as rule_name,
    1968 as lookback_hours,
    5 as enough_count,
    2 as quiet_hourly_count,
    3.0 as alarm_score,
    2.4 as quiet_alarm_score,
    2.0 as lasting_score,
    1.0 as topic_score,
    3.5 as mark_score,
    10 as enough_day_count,
    2.4 as high_day_score,
    5.0 as sure_day_score,
    156 as adopting_hours
