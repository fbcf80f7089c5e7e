-- What is large for each brand, week by week: the yardstick for what is not.
--
-- The configured quantile of what its posts reached, of the year before; without the last week,
-- whose posts had not finished. It is read to 2 %, which costs one pass over the posts and no order
-- of them. What is passed on is no post of its own. Only weeks in which a post was followed are
-- asked.
--
-- Reads: posts, viral_growth. Leaves: viral_levels.
delete from viral_levels;

insert into viral_levels (brand, week_no, post_count, large_audience)
with

asked as (

    select distinct
        posts.brand,
        week_no(viral_growth.observed_at) as week_no
    from viral_growth
    inner join posts
        on viral_growth.post_id = posts.post_id
    where posts.brand is not null

),

sizes as (

    select
        posts.brand,
        week_no(posts.created_at) as week_no,
        ceil(50 * ln(1 + reached_audience(
            posts.view_count, posts.author_followers, posts.share_count
        ))) as size,
        count(*) as post_count
    from posts
    where
        posts.direction = 'inbound'
        and posts.kind != 'repost'
        and posts.brand in (select asked.brand from asked)
    group by posts.brand, week_no(posts.created_at), size

),

heaps as (

    select
        asked.brand,
        asked.week_no,
        sizes.size,
        sum(sizes.post_count) as post_count
    from asked
    inner join sizes
        on
            asked.brand = sizes.brand
            and sizes.week_no between asked.week_no - 53 and asked.week_no - 2
    group by asked.brand, asked.week_no, sizes.size

),

ranked as (

    select
        heaps.*,
        sum(heaps.post_count) over (
            partition by heaps.brand, heaps.week_no
            order by heaps.size
        ) as until_count,
        sum(heaps.post_count) over (partition by heaps.brand, heaps.week_no) as all_count
    from heaps

)

select
    ranked.brand,
    ranked.week_no,
    max(ranked.all_count) as post_count,
    exp(min(ranked.size) / 50) - 1 as large_audience
from ranked
cross join cutoffs
where ranked.until_count >= cutoffs.viral_quantile * ranked.all_count
group by ranked.brand, ranked.week_no;
