-- What is usual for each brand: the yardstick for what is not.
--
-- Reads: posts. Leaves: viral_levels.
delete from viral_levels;

insert into viral_levels
with

newest as (

    select
        brand,
        max(created_at) as created_at
    from posts
    where brand is not null and direction = 'inbound'
    group by brand

)

select
    posts.brand,
    quantile_cont(
        estimated_audience(posts.view_count, posts.author_followers), 0.5
    ) as median_audience,
    quantile_cont(posts.share_count, 0.5) as median_share_count
from posts
inner join newest
    on posts.brand = newest.brand
where
    posts.direction = 'inbound'
    and posts.created_at >= newest.created_at - interval 90 day
group by posts.brand;
