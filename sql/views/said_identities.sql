-- What people said of two authors: that they are one person, or that they are not.
--
-- Each is named by a post of theirs, so that who is erased is in nobody's word any more. Of each
-- two posts the last word stands.
--
-- Grain: brand, post_id, other_post_id
--
-- brand          varchar                   key in earshot.toml
-- post_id        varchar                   a post of the one, as possible_identities was asked
-- other_post_id  varchar                   a post of the other, as it answered
-- is_same        boolean                   one person
-- said_by        varchar                   who had the last word
-- said_at        timestamp with time zone  when
with

standing as (

    select
        said.brand,
        said.subject as post_id,
        said.field as other_post_id,
        arg_max(said.value, (said.said_at, said.action_id)) as value,
        arg_max(said.who, (said.said_at, said.action_id)) as said_by,
        max(said.said_at) as said_at
    from standing_actions as said
    where said.kind = 'identity'
    group by
        said.brand,
        said.subject,
        said.field

)

select
    standing.brand,
    standing.post_id,
    standing.other_post_id,
    standing.value = 'same' as is_same,
    standing.said_by,
    standing.said_at
from standing
where standing.value in ('same', 'other')
