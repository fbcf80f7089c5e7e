-- Mentions that chance chose for checking: whether people call them complaints, and whether we do.
--
-- Grain: post_id, brand
--
-- post_id     varchar                   source:id
-- brand       varchar                   key in earshot.toml
-- is_told     boolean                   a complaint, by the last word of a person
-- is_found    boolean                   a complaint, without what people say
-- checked_at  timestamp with time zone  when the last word was said
select
    labels.post_id,
    labels.brand,
    labels.value = 'yes' as is_told,
    case
        when posts.labelled_at is null then posts.complaint_reason
        else posts.read_complaint_reason
    end is not null as is_found,
    labels.labelled_at as checked_at
from labels
inner join posts
    on
        -- The key is four bytes a row to look through; the id decides.
        posts.post_key = id_key(labels.post_id)
        and labels.post_id = posts.post_id
        and labels.brand = posts.brand
where
    labels.field = 'complaint'
    and labels.origin = 'random'
    and posts.direction = 'inbound'
