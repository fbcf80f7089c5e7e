-- What one author set off, those that reached most people first, with the words.
--
-- Grain: post_id
with

listed as (

    select *
    from author_effects($brand, $author, filters := $filters)
    order by estimated_audience desc nulls last, created_at asc, post_id asc
    limit $row_limit

)

select
    listed.*,
    coalesce(mentions.author_handle, mentions.author_name) as author_shown,
    coalesce(nullif(mentions.title, ''), mentions.text) as text,
    mentions.conversation_id
from listed
inner join mentions
    on
        mentions.brand = $brand
        and listed.post_id = mentions.post_id
        and listed.created_at = mentions.created_at
order by listed.estimated_audience desc nulls last, listed.created_at asc, listed.post_id asc
