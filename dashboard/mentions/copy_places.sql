-- Where the copies of some texts stand, of those that a list keeps.
--
-- Grain: copies, source
select distinct
    copy_group::varchar as copies,
    source
from drill_through($brand, $since, $until, filters := $filters, facets := $facets)
where copy_group::varchar in $copies
order by
    copies,
    source
