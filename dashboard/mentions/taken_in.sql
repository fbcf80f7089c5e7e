-- What people said about a brand's mentions that the figures already know.
--
-- Grain: action_id
select action_id
from actions
where kind = 'label' and brand = $brand
