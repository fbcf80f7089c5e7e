-- What a complaint on a topic has to hold before anybody can act: one of its details is enough.
--
-- Grain: brand, topic, detail
create table topic_needs (
    brand varchar not null,             -- key in earshot.toml; empty: of all that it does not name
    topic varchar not null,
    detail varchar not null,            -- booking code, flight, order number, …
    pattern varchar not null            -- how it looks (RE2), upper and lower case alike
)
