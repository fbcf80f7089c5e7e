-- What is usual for each brand: the yardstick for what is not.
--
-- Reads: posts. Leaves: viral_levels.
create or replace temp table viral_usual as
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
        case
            when posts.view_count is not null then posts.view_count::double
            when posts.author_followers <= 100000 then posts.author_followers * 0.15
            when posts.author_followers >= 10000000 then posts.author_followers * 0.06
            else
                posts.author_followers
                * (0.15 - 0.09 * (posts.author_followers - 100000) / 9900000.0)
        end, 0.5
    ) as median_audience,
    quantile_cont(posts.share_count, 0.5) as median_share_count
from posts
inner join newest
    on posts.brand = newest.brand
where
    posts.direction = 'inbound'
    and posts.created_at >= newest.created_at - interval 90 day
group by posts.brand;

delete from viral_levels;

insert into viral_levels
select
    brand,
    median_audience,
    median_share_count
from viral_usual;
