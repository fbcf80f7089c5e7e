-- Where the copies of some texts stand: the same words, or one article that several feeds list.
--
-- Grain: copy_group, source
select distinct
    copy_group::varchar as copy_group,
    source
from mentions
where
    brand = $brand
    and copy_group::varchar in $copy_groups
order by
    copy_group,
    source
