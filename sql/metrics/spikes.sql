-- Episodes in which a brand was spoken of, or complained about, improbably much.
--
-- A count over the trailing hour (below two mentions an hour, and on days that are high as a whole,
-- over three hours too) against the same hours of the days and weeks before, with the dispersion of
-- 14 days; at least 5, and standing out at the end of two quarters of an hour in a row. Quarters
-- less than 12 hours apart are one episode. A level that lasts seven days is usual from then on.
--
-- Grain: brand, measure, topic, started_at
--
-- brand              varchar                   key in earshot.toml
-- measure            varchar                   mentions, complaints
-- topic              varchar                   null: all topics together
-- started_at         timestamp with time zone  first quarter of an hour above what was expected
-- detected_at        timestamp with time zone  the moment the rule could first have known
-- peak_at            timestamp with time zone  start of the quarter of an hour that held most
-- ended_at           timestamp with time zone  last quarter that stood out; null: still running
-- observed_count     bigint                    from start to end
-- expected_count     double                    in the same time, by the hours before
-- excess_count       double                    observed less expected: the size
-- severity           bigint                    1 .. 10, people above usual against a usual day
-- author_count       bigint                    different authors; null: unknown
-- usual_day_count    double                    posts of a usual day of the brand; null: unknown
-- is_one_account     boolean                   one account made it; no alarm
-- adopted_at         timestamp with time zone  its level became the usual one; null: it did not
-- is_running         boolean                   it still stands out
-- detection_seconds  double                    from the start until the rule could know
-- spike_key          varchar                   its name in addresses
with

sized as (

    select
        spike_episodes.brand,
        spike_episodes.measure,
        nullif(spike_episodes.topic, '') as topic,
        spike_episodes.started_at,
        spike_episodes.detected_at,
        spike_episodes.peak_at,
        case when not spike_episodes.is_running then spike_episodes.last_at end as ended_at,
        spike_episodes.observed_count,
        spike_episodes.expected_count,
        spike_episodes.observed_count - spike_episodes.expected_count as excess_count,
        spike_severity(
            spike_episodes.observed_count - spike_episodes.expected_count,
            spike_episodes.author_count,
            spike_episodes.usual_day_count
        ) as severity,
        spike_episodes.author_count,
        spike_episodes.usual_day_count,
        is_one_account(
            spike_episodes.observed_count - spike_episodes.expected_count,
            spike_episodes.largest_author_count,
            spike_episodes.author_count,
            spike_episodes.usual_day_count
        ) as is_one_account,
        spike_episodes.adopted_at
    from spike_episodes

)

select
    sized.*,
    sized.ended_at is null as is_running,
    epoch(sized.detected_at) - epoch(sized.started_at) as detection_seconds,
    spike_key(sized.measure, sized.started_at, sized.topic) as spike_key
from sized
