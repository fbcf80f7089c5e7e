-- Whether each brand's own voice is in the data.
--
-- Reads: post_counts, brands. Leaves: brand_voices.
delete from brand_voices;

insert into brand_voices by name
select
    brands.brand,
    coalesce(bool_or(post_counts.direction = 'outbound'), false) as has_own_posts
from brands
left join post_counts
    on brands.brand = post_counts.brand
group by brands.brand;
