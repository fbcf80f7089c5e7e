-- The numbers by which a spike is told from an ordinary busy hour: one default for all brands.
--
-- Chosen on five public series and their thinned copies (benchmarks/spikes.py), in the middle of
-- a plateau: an alarm score of 2.5 to 3.25 serves almost as well.
--
-- Grain: rule_name
--
-- rule_name           varchar        default
-- lookback_hours      integer        14 days of errors, 28 before of means, 14 before of silences
-- enough_count        integer        mentions in the tested window, at least
-- quiet_hourly_count  integer        below so many an hour three hours are summed too
-- alarm_score         decimal(2,1)   normal score of a window that stands out
-- quiet_alarm_score   decimal(2,1)   the same for the quiet
-- topic_score         decimal(2,1)   on top for a single topic: a brand has a dozen of them
-- mark_score          decimal(2,1)   an hour above it teaches later baselines nothing
select
    'default' as rule_name,
    1370 as lookback_hours,
    5 as enough_count,
    2 as quiet_hourly_count,
    2.9 as alarm_score,
    2.4 as quiet_alarm_score,
    1.0 as topic_score,
    3.5 as mark_score
