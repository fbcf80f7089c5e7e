-- Episodes in which a brand was spoken of, or complained about, improbably much.
--
-- A count over the trailing hour (below two mentions an hour over three hours too) against the
-- same hours of the days and weeks before, with the dispersion of 14 days; at least 5, and
-- standing out at the end of two quarters of an hour in a row. Quarters less than 12 hours apart
-- are one episode.
--
-- Grain: brand, measure, topic, started_at
--
-- brand            varchar      key in earshot.toml
-- measure          varchar      mentions, complaints
-- topic            varchar      null: all topics together
-- started_at       timestamp with time zone  first quarter of an hour above what was expected
-- detected_at      timestamp with time zone  the moment the rule could first have known
-- peak_at          timestamp with time zone  start of the quarter of an hour that held most
-- ended_at         timestamp with time zone  last quarter that stood out; null: still running
-- observed_count   bigint       from start to end
-- expected_count   double       in the same time, by the hours before
-- excess_count     double       observed less expected: the size
-- severity         bigint       1 .. 10, from how improbable the fullest window was
-- author_count     bigint       different authors; null: unknown
with

episodes as (

    select
        brand,
        measure,
        topic,
        started_at,
        detected_at,
        peak_at,
        last_at,
        is_running,
        observed_count,
        expected_count,
        peak_score,
        author_count
    from spike_episodes

),

sized as (

    select
        brand,
        measure,
        nullif(topic, '') as topic,
        started_at,
        detected_at,
        peak_at,
        case when not is_running then last_at end as ended_at,
        observed_count,
        expected_count,
        observed_count - expected_count as excess_count,
        spike_severity(peak_score) as severity,
        author_count
    from episodes

)

select * from sized
