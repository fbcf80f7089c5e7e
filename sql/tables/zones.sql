-- Time zones that zone_days holds, and the rules it was written by.
--
-- Grain: zone
create table zones (
    zone varchar not null,              -- IANA
    rules_hash varchar not null         -- changes whenever a local time of the zone would
)
