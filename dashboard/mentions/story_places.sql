-- Where the copies of some texts stand: the same words, or one article that several feeds list.
--
-- Grain: copy_group, source
select distinct
    cast(copy_group as varchar) as copy_group,
    source
from mentions
where
    brand = $brand
    and list_contains($copy_groups, cast(copy_group as varchar))
order by
    copy_group,
    source
