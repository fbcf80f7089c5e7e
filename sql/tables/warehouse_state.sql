-- Which run the file holds, and which definitions.
--
-- Grain: one row
create table warehouse_state (
    version bigint not null,
    schema_hash varchar not null
)
