-- What one author wrote, the newest first, with the words.
--
-- Grain: post_id
with

listed as (

    select *
    from author_history($brand, $author, filters := $filters)
    order by created_at desc, post_id asc
    limit $row_limit

)

select
    listed.*,
    coalesce(nullif(mentions.title, ''), mentions.text) as text
from listed
inner join mentions
    on
        mentions.brand = $brand
        and listed.post_id = mentions.post_id
        and listed.created_at = mentions.created_at
order by listed.created_at desc, listed.post_id asc
