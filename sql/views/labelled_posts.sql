-- Mentions that people spoke about, with what they say of each field.
--
-- Grain: post_id, brand
--
-- post_id      varchar                   source:id
-- brand        varchar                   key in earshot.toml
-- polarity     varchar                   positive, neutral, negative; null: nobody said
-- complaint    varchar                   yes, no; null: nobody said
-- topic        varchar                   '' is none; null: nobody said
-- reply        varchar                   no: it needs none; null: nobody said
-- about        varchar                   no: it is not about the brand; null: nobody said
-- labelled_by  varchar                   who had the last word
-- labelled_at  timestamp with time zone  when
-- labels_key   ubigint                   changes with what stands
select
    post_id,
    labels.brand,
    max(value) filter (where field = 'polarity') as polarity,
    max(value) filter (where field = 'complaint') as complaint,
    max(value) filter (where field = 'topic') as topic,
    max(value) filter (where field = 'reply') as reply,
    max(value) filter (where field = 'about') as about,
    arg_max(labelled_by, labelled_at) as labelled_by,
    max(labelled_at) as labelled_at,
    bit_xor(labels_key) as labels_key
from labels
group by
    post_id,
    labels.brand
