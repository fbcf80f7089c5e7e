-- The posts of one conversation with what each is in it, the oldest first.
--
-- Grain: post_id
select
    thread.step_number,
    thread.step,
    thread.gap_seconds,
    thread.silence_seconds,
    thread.turn_status,
    thread.turn_sla,
    thread.turn_due_at,
    thread.turn_wait_seconds,
    thread.answered_seconds,
    thread.answered_sla,
    thread.is_dropped,
    mentions.*
from conversation_thread($brand, $conversation) as thread
inner join mentions
    on
        thread.brand = mentions.brand
        and thread.post_id = mentions.post_id
where
    mentions.conversation_id = $conversation
    and ($with_bystanders or thread.step <> 'bystander')
order by thread.step_number
limit $row_limit offset $rows_before
