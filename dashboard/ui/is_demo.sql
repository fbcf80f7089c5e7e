-- Whether nothing but the sample story was ever loaded.
--
-- Grain: one row
select coalesce(bool_and(command = 'demo'), false) as is_demo
from runs
