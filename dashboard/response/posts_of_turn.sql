-- The posts of a turn that waits: what its author asked since it began.
--
-- Grain: post_id
select mentions.post_id
from turns
inner join mentions
    on
        turns.brand = mentions.brand
        and turns.conversation_id = mentions.conversation_id
        and turns.author_id is not distinct from mentions.author_id
        and turns.started_at <= mentions.created_at
where
    turns.brand = $brand
    and turns.turn_id = $turn_id
    and mentions.needs_reply
    -- Of somebody unknown it is one post.
    and (turns.author_id is not null or mentions.post_id = turns.turn_id)
order by mentions.created_at, mentions.post_id
