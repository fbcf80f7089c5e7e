-- Complaints that went wider, those that reached most people first, with both texts.
--
-- Grain: turn_id
with

chains as (

    select *
    from escalations($brand, $since, $until, filters := $filters)
    where later_post_id is not null
    order by later_audience desc nulls last, later_shares desc, turn_id asc
    limit $row_limit

)

select
    chains.*,
    first_posts.text as first_text,
    later_posts.text as later_text
from chains
-- The moment keeps the search short.
inner join posts as first_posts
    on
        first_posts.brand = $brand
        and chains.turn_id = first_posts.post_id
        and chains.started_at = first_posts.created_at
inner join posts as later_posts
    on
        later_posts.brand = $brand
        and chains.later_post_id = later_posts.post_id
        and chains.later_at = later_posts.created_at
order by chains.later_audience desc nulls last, chains.later_shares desc, chains.turn_id asc
