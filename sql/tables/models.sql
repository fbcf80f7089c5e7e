-- Models learned from what people said, the newest in use; nothing is ever overwritten.
--
-- Grain: task, number
create table models (
    task varchar not null,              -- what is learned: polarity
    number integer not null,            -- 1, 2, … per task
    version varchar not null,           -- recorded with every score
    card json not null,                 -- origin, labels, checksum of the weights, figures
    weights blob not null,              -- an .npz file: numbers, no texts
    adopted_at timestamptz not null,
    left_at timestamptz                 -- somebody went back to the one before; null: not so
)
