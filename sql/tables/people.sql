-- Who can be told things, by the keys of earshot.toml; where is never written down.
--
-- Grain: person
create table people (
    person varchar not null
)
