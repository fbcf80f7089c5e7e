-- What an hour of one person at the desk costs, of brands whose entry in earshot.toml says it.
--
-- Grain: brand
create table desk_costs (
    brand varchar not null,             -- key in earshot.toml
    cost_per_hour double not null,
    currency varchar not null           -- as people write it: EUR, £
)
