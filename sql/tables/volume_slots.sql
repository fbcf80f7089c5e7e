-- Inbound mentions counted in quarters of an hour; quarters without any have no row.
--
-- Grain: brand, topic, source, slot_at
create table volume_slots (
    brand varchar not null,
    topic varchar not null,             -- '' for all topics together
    source varchar not null,
    slot_at timestamptz not null,       -- start of the quarter of an hour, UTC
    mention_count bigint not null,
    complaint_count bigint not null,
    author_count bigint                 -- different authors in the quarter; null: unknown
)
