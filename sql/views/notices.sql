-- Replies that somebody approved as notices: the same words to everybody, on purpose.
--
-- Grain: brand, template
--
-- brand     varchar                   key in earshot.toml
-- template  varchar                   as reply_audit names it
-- said_by   varchar                   who had the last word
-- said_at   timestamp with time zone  when
with

standing as (

    select
        said.brand,
        said.subject as template,
        arg_max(said.value, (said.said_at, said.action_id)) as value,
        arg_max(said.who, (said.said_at, said.action_id)) as said_by,
        max(said.said_at) as said_at
    from standing_actions as said
    where said.kind = 'notice'
    group by
        said.brand,
        said.subject

)

select
    brand,
    template,
    said_by,
    said_at
from standing
where value = 'yes'
