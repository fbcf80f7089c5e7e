-- Patterns that mark a brand's reply as sent by a machine.
--
-- Grain: brand, pattern
create table automated_patterns (
    brand varchar not null,
    pattern varchar not null            -- regular expression
)
