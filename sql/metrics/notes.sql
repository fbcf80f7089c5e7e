-- What people wrote down of a day of a brand, as far as a run has taken it in and nobody took back.
--
-- Grain: note_id
--
-- note_id    varchar                   made by chance, for good
-- brand      varchar                   key in earshot.toml
-- note_date  date                      the day that it is about, in the brand's time zone
-- note       varchar                   as written
-- said_by    varchar                   who wrote it, as the log-in or they themselves said
-- said_at    timestamp with time zone  when
select
    said.action_id as note_id,
    said.brand,
    cast(said.subject as date) as note_date,
    said.value as note,
    said.who as said_by,
    said.said_at
from standing_actions as said
where
    said.kind = 'note'
    and said.value is not null
