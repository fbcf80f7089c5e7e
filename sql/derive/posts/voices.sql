-- Whether each brand's own voice is in the data; asked of all posts, which is one look at a column.
--
-- Reads: posts, brands. Leaves: brand_voices.
delete from brand_voices;

insert into brand_voices by name
select
    brands.brand,
    coalesce(bool_or(posts.direction = 'outbound'), false) as has_own_posts
from brands
left join posts
    on brands.brand = posts.brand
group by brands.brand;
