-- Every turn of a period with all that is known of it, the newest first.
--
-- Grain: turn_id
select
    turns.turn_id,
    turns.conversation_id,
    turns.source,
    turns.author_id,
    turns.author_followers,
    turns.lang,
    array_to_string(turns.topics, '; ') as topics,
    turns.started_at,
    turns.local_date,
    turns.hour_of_week,
    turns.post_count,
    turns.reply_reason,
    turns.is_selected,
    turns.is_complaint,
    turns.polarity,
    turns.sentiment,
    turns.status,
    turns.answered_at,
    turns.answer_post_id,
    turns.responder,
    turns.removed_at,
    turns.observed_until,
    turns.wait_seconds,
    turns.business_wait_seconds,
    turns.target_seconds,
    turns.target_clock,
    turns.due_at,
    turns.sla_status,
    turns.estimated_audience,
    silence_by_turn.silence_hours,
    reach_before_reply.views_before,
    reach_before_reply.views_total,
    reach_before_reply.reached_share,
    mentions.url,
    mentions.text
from filtered_turns($brand, $since, $until, filters := $filters) as turns
inner join mentions
    on
        turns.brand = mentions.brand
        and turns.turn_id = mentions.post_id
left join silence_by_turn
    on
        turns.brand = silence_by_turn.brand
        and turns.turn_id = silence_by_turn.turn_id
left join reach_before_reply
    on
        turns.brand = reach_before_reply.brand
        and turns.turn_id = reach_before_reply.turn_id
order by turns.started_at desc, turns.turn_id asc
limit $row_limit
