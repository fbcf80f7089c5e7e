-- Wordings that the figures of this version know to be notices.
--
-- Grain: template
select template
from notices
where brand = $brand
order by template
