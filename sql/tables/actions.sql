-- What people said in the dashboard, as far as a run has taken it in; one row per thing said.
--
-- Grain: action_id
create table actions (
    action_id varchar not null,
    batch_id varchar not null,          -- shared by what was said at one stroke
    kind varchar not null,              -- label: how a post is read; others belong to their readers
    subject varchar not null,           -- of a label: source:id of the post
    brand varchar not null,
    field varchar not null,             -- of a label: polarity, complaint, topic
    value varchar,                      -- a polarity; yes, no; a topic, '' is none
    is_confirmation boolean not null,   -- it says that what was shown is right
    origin varchar not null,            -- random, uncertain, browse: how the person came to it
    undoes varchar,                     -- the action taken back; null: this says something itself
    who varchar not null,
    said_at timestamptz not null
)
