-- Hours that stood out, which later baselines leave out, and hours at which a new level is adopted.
--
-- Grain: brand, measure, topic, hour_no, kind
create table spike_marks (
    brand varchar not null,
    measure varchar not null,
    topic varchar not null,             -- '' for all topics together
    hour_no bigint not null,            -- hours since 1970-01-01 UTC
    kind varchar                        -- hour: by itself; day: the 24 hours before it; adopted
)
