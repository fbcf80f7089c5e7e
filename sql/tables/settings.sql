-- Cut-offs and weights from earshot.toml.
--
-- Grain: name
create table settings (
    name varchar not null,              -- dotted key, for example cutoffs.positive
    value double not null
)
