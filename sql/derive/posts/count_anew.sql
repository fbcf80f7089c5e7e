-- Every post counted: where an older Earshot counted none, and when all is derived anew.
--
-- Reads: posts. Leaves: post_counts.
delete from post_counts;

insert into post_counts by name
select
    brand,
    source,
    kind,
    lang,
    direction,
    count(*) as post_count,
    min(created_at) as earliest_at
from posts
where posts.brand is not null
group by
    brand,
    source,
    kind,
    lang,
    direction
union all by name
select
    '' as brand,
    source,
    '' as kind,
    count(distinct post_id) as post_count
from posts
group by source;
