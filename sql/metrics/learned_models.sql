-- Models learned from what people said of single posts, and what they were measured at.
--
-- Grain: task, number
--
-- task          varchar                   what is learned: polarity
-- number        integer                   1, 2, … per task
-- version       varchar                   as recorded with every score
-- origin        varchar                   what it was built on and from how many labels
-- figures       varchar                   JSON object of the figures measured when it was adopted
-- adopted_at    timestamp with time zone  UTC
-- left_at       timestamp with time zone  UTC; null: somebody did not go back behind it
-- is_in_use     boolean                   the newest that was not left
select
    models.task,
    models.number,
    models.version,
    json_extract_string(models.card, '$.origin') as origin,
    cast(json_extract(models.card, '$.figures') as varchar) as figures,
    models.adopted_at,
    models.left_at,
    models.left_at is null
    and models.number = max(models.number) filter (where models.left_at is null) over (
        partition by models.task
    ) as is_in_use
from models
