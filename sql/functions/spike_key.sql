-- Name of a spike in addresses.
--
-- measure     varchar      mentions, complaints
-- started_at  timestamptz  of the spike
-- topic       varchar      null: all topics together
--
-- Returns: varchar
--
-- Case: spike_key('mentions', timestamptz '2026-05-01 14:15Z', null) = 'mentions~2026-05-01T14:15Z'
-- Case: spike_key('a', timestamptz '2026-05-01 14:15Z', 'app') = 'a~2026-05-01T14:15Z~app'
create or replace macro spike_key(measure, started_at, topic) as (
    concat_ws('~', measure, utc_label(started_at), topic)
);
