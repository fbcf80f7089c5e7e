-- What people say about issues, as it stands: the last word on each.
--
-- Grain: brand, term
--
-- brand    varchar                   key in earshot.toml
-- term     varchar                   that names the issue
-- state    varchar                   watching, known, done
-- said_by  varchar                   who had the last word
-- said_at  timestamp with time zone  when
with

standing as (

    select
        said.brand,
        said.subject as term,
        arg_max(said.value, (said.said_at, said.action_id)) as state,
        arg_max(said.who, (said.said_at, said.action_id)) as said_by,
        max(said.said_at) as said_at
    from standing_actions as said
    where said.kind = 'issue'
    group by
        said.brand,
        said.subject

)

select
    standing.brand,
    standing.term,
    standing.state,
    standing.said_by,
    standing.said_at
from standing
