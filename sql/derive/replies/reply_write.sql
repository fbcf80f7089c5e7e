-- What was read out of the replies of the touched conversations.
--
-- Reads: reply_rows. Leaves: reply_texts.
insert into reply_texts by name
select *
from reply_rows
order by replied_at;
