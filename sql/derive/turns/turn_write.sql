-- The turns of the touched conversations replace those held; one that is as it was stays.
--
-- Reads: turns_final, held. Leaves: turn_facts.

-- Every turn of a conversation began with a post of it, so the conversations left are those held.
create or replace temp table left_conversations as

select distinct
    conversation_id,
    conversation_key
from held;

-- By way of their places: of the other columns only what is wanted is then read.
create or replace temp table held_turn_rows as

select turn_facts.rowid as row_id
from turn_facts
where
    turn_facts.conversation_key in (
        select left_conversations.conversation_key
        from left_conversations
    );

create or replace temp table held_turns as

select
    turn_facts.*,
    turn_facts.rowid as row_id
from turn_facts
where turn_facts.rowid in (select held_turn_rows.row_id from held_turn_rows);

-- As with posts, a turn that comes out as it was keeps its place.
create or replace temp table standing_turns as

select
    old.row_id,
    old.brand,
    old.turn_id
from held_turns as old
inner join turns_final as new
    on
        old.brand = new.brand
        and old.turn_id = new.turn_id
where
    old.conversation_id = new.conversation_id
    and old.author_id is not distinct from new.author_id
    and old.source = new.source
    and old.lang is not distinct from new.lang
    and old.topics = new.topics
    and old.started_at = new.started_at
    and old.last_post_at = new.last_post_at
    and old.local_date = new.local_date
    and old.hour_of_week = new.hour_of_week
    and old.post_count = new.post_count
    and old.turn_number is not distinct from new.turn_number
    and old.reply_reason = new.reply_reason
    and old.is_selected = new.is_selected
    and old.is_complaint = new.is_complaint
    and old.polarity is not distinct from new.polarity
    and old.sentiment is not distinct from new.sentiment
    and old.author_followers is not distinct from new.author_followers
    and old.estimated_audience is not distinct from new.estimated_audience
    and old.answered_at is not distinct from new.answered_at
    and old.answer_post_id is not distinct from new.answer_post_id
    and old.responder is not distinct from new.responder
    and old.removed_at is not distinct from new.removed_at
    and old.wait_seconds is not distinct from new.wait_seconds
    and old.started_business_seconds = new.started_business_seconds
    and old.business_wait_seconds is not distinct from new.business_wait_seconds
    and old.due_at = new.due_at;

delete from turn_facts
where
    rowid in (
        select held_turns.row_id
        from held_turns
        where
            held_turns.conversation_id in (
                select left_conversations.conversation_id
                from left_conversations
            )
            and held_turns.row_id not in (select standing_turns.row_id from standing_turns)
    );

insert into turn_facts by name
select turns_final.*
from turns_final
left join standing_turns
    on
        turns_final.brand = standing_turns.brand
        and turns_final.turn_id = standing_turns.turn_id
where standing_turns.row_id is null
order by turns_final.started_at;
