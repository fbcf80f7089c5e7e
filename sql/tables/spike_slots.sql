-- Quarters of an hour at whose end the trailing window was improbably full.
--
-- Grain: brand, measure, topic, slot_no
create table spike_slots (
    brand varchar not null,
    measure varchar not null,
    topic varchar not null,             -- '' for all topics together
    slot_no bigint not null,            -- quarters of an hour since 1970-01-01 UTC
    window_slot_count bigint not null,  -- 4: an hour; 12: three hours
    score double not null,              -- normal score of the window's count
    is_confirmed boolean not null,      -- the quarter before it stood out too
    is_last boolean not null            -- nothing later had been watched
)
