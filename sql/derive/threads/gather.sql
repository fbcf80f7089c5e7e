-- The posts of this batch together with all held posts of the conversations they touch.
--
-- Posts that go are among those held, so that whatever counts them sees them leave, and no longer
-- at work.
--
-- Reads: delta, extra_conversations, gone_posts. Leaves: touched_keys, held, work.
create or replace temp table nodes as

select post_id as node
from delta
union
select parent_id as node
from delta
where parent_id is not null
union
select given_conversation_id as node
from delta
where given_conversation_id is not null;

-- Four bytes of each id are enough here: a conversation that only shares its key with a touched
-- one is derived again and ends as it was.
create or replace temp table node_keys as

select distinct id_key(node) as node_key
from nodes;

create or replace temp table delta_keys as

select id_key(post_id) as delta_key
from delta;

-- A missing parent gives its id to the conversation of those who wait for it, so looking the
-- batch's own ids up among the conversations finds them.
create or replace temp table touched_keys as

select conversation_key
from posts
where post_key in (select node_keys.node_key from node_keys)
union
select conversation_key
from posts
where parent_key in (select delta_keys.delta_key from delta_keys)
union
select node_key as conversation_key
from node_keys
union
select id_key(conversation_id) as conversation_key
from extra_conversations;

create or replace temp table held_rows as

select posts.rowid as row_id
from posts
where posts.conversation_key in (select touched_keys.conversation_key from touched_keys);

create or replace temp table held as

select
    posts.*,
    posts.rowid as row_id
from posts
where posts.rowid in (select held_rows.row_id from held_rows);

create or replace temp table work as

select *
from delta
union all by name
select
    held.* exclude (
        brand, reply_key, signature, conversation_id, direction, is_quick_reply, is_automated,
        is_addressed, is_complaint, complaint_reason, needs_reply, reply_reason, local_date,
        label_polarity, labelled_by, labelled_at, labels_key, read_sentiment, read_polarity,
        read_topics, read_complaint_reason, post_key, parent_key, conversation_key, row_id
    ) replace (
        -- What people say is about one brand; what was read is about the text.
        case when labelled_at is null then sentiment else read_sentiment end as sentiment,
        case when labelled_at is null then polarity else read_polarity end as polarity,
        case when labelled_at is null then topics else read_topics end as topics
    ),
    -- What was read out of a text that is erased cannot be read again.
    case when held.erased_at is not null then held.reply_key end as kept_reply_key,
    case when held.erased_at is not null then held.signature end as kept_signature,
    held.erased_at is not null and held.is_automated as was_automated
from held
where
    held.post_id not in (select delta.post_id from delta)
    and held.post_id not in (select gone_posts.post_id from gone_posts)
qualify row_number() over (partition by held.post_id order by held.row_id) = 1;
