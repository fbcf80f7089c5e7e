-- What people said in the dashboard and did not take back; of one subject several may stand.
--
-- Columns: actions
-- Grain: action_id
select said.*
from actions as said
where
    said.undoes is null
    and said.action_id not in (
        select taken_back.undoes
        from actions as taken_back
        where taken_back.undoes is not null
    )
