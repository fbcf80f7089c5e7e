-- What people said about a brand's mentions that the figures already know.
--
-- $1 brand
--
-- Grain: action_id
select action_id
from actions
where kind = 'label' and brand = $1
