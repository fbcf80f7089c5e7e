-- Brands as the configuration had them at the last run, and those only a file named.
--
-- Grain: brand
create table brands (
    brand varchar not null,             -- key in earshot.toml, or the name a file gave
    name varchar not null,              -- as people read it
    role varchar not null,              -- own, competitor
    time_zone varchar not null,         -- IANA
    is_configured boolean not null,     -- false: only a file named it, with defaults
    is_always_open boolean not null,    -- no weekly hours given
    target_seconds double not null,     -- first reply
    target_clock varchar not null,      -- calendar, business
    never_answered_seconds double not null,
    settings_hash varchar not null,     -- of all that stored figures depend on
    names varchar[] not null,           -- what is matched and masked
    settings json not null              -- the whole entry, for the pages
)
