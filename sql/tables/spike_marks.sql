-- Hours that stood out; later baselines leave them out.
--
-- Grain: brand, measure, topic, hour_no
create table spike_marks (
    brand varchar not null,
    measure varchar not null,
    topic varchar not null,             -- '' for all topics together
    hour_no bigint not null             -- hours since 1970-01-01 UTC
)
