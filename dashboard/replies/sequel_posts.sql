-- What the same people wrote after a complaint, competitors first: see complaint_sequels.
--
-- Grain: brand, post_id
with

sequels as (

    select *
    from complaint_sequels($brand, $since, $until, filters := $filters)

),

written as (

    select
        'again' as kind,
        $brand as spoken_of,
        again_post_id as post_id
    from sequels
    where again_post_id is not null
    union
    select
        gained_kind as kind,
        gained_brand as spoken_of,
        gained_post_id as post_id
    from sequels
    where gained_post_id is not null

)

select
    posts.post_id,
    posts.brand,
    written.kind,
    posts.created_at,
    concat_ws(': ', posts.title, posts.text) as words
from written
inner join posts
    on
        written.spoken_of = posts.brand
        and written.post_id = posts.post_id
order by
    case when written.kind = 'again' then 1 else 0 end asc,
    posts.created_at desc,
    posts.post_id asc
limit $row_limit
