-- What people say about mentions, as it stands: of each field the last word.
--
-- Grain: post_id, brand, field
--
-- post_id          varchar                   source:id
-- brand            varchar                   key in earshot.toml
-- field            varchar                   polarity, complaint, topic, reply, about
-- value            varchar                   a polarity; yes, no; a topic, '' is none;
--                                            of reply no: it needs none; of about no: it is not
--                                            about the brand
-- is_confirmation  boolean                   the last word says that what was shown is right
-- origin           varchar                   random: chance chose the post for checking, once at
--                                            least; else uncertain: the scorer hesitated; browse
-- labelled_by      varchar                   who had the last word
-- labelled_at      timestamp with time zone  when
-- label_count      bigint                    how often people spoke, what was taken back left out
-- labels_key       ubigint                   changes with what stands
with

standing as (

    select
        said.subject as post_id,
        said.brand,
        said.field,
        said.value,
        said.is_confirmation,
        said.origin,
        said.who,
        said.said_at,
        said.action_id
    from standing_actions as said
    where said.kind = 'label'

)

select
    standing.post_id,
    standing.brand,
    standing.field,
    arg_max(standing.value, (standing.said_at, standing.action_id)) as value,
    arg_max(standing.is_confirmation, (standing.said_at, standing.action_id)) as is_confirmation,
    case
        when bool_or(standing.origin = 'random') then 'random'
        when bool_or(standing.origin = 'uncertain') then 'uncertain'
        else 'browse'
    end as origin,
    arg_max(standing.who, (standing.said_at, standing.action_id)) as labelled_by,
    max(standing.said_at) as labelled_at,
    count(*) as label_count,
    bit_xor(md5_number_lower(standing.action_id)) as labels_key
from standing
group by
    standing.post_id,
    standing.brand,
    standing.field
