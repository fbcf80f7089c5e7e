-- Which run the file holds, which definitions, and who read the texts.
--
-- Grain: one row
create table warehouse_state (
    version bigint not null,
    schema_hash varchar not null,
    scorer varchar,     -- JSON: who (name and version), options, cutoffs; null: nothing read yet
    format integer,     -- of sql/schema.py; null: 1, of before there were numbers
    unswept_since timestamptz   -- the file may hold remains of what was erased then; null: none
)
