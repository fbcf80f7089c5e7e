-- Turns of customers, refreshed for touched conversations only; the view turns reads them.
--
-- Grain: brand, turn_id
create table turn_facts (
    brand varchar not null,
    turn_id varchar not null,           -- the turn's first post
    conversation_id varchar not null,
    author_id varchar,
    source varchar not null,
    lang varchar,
    topics varchar[] not null,
    started_at timestamptz not null,
    last_post_at timestamptz not null,
    local_date date not null,           -- of started_at, in the brand's time zone
    hour_of_week integer not null,      -- 0 is Monday 00:00 in the brand's time zone
    post_count bigint not null,
    turn_number integer,                -- of its author there, from 1; null: derived before
    reply_reason varchar not null,
    is_selected boolean not null,       -- only its answer makes it a turn: left out of the curve
    is_complaint boolean not null,
    polarity varchar,
    sentiment double,                   -- the lowest of the turn's posts
    author_followers bigint,
    estimated_audience double,          -- people; null: unknown
    answered_at timestamptz,
    answer_post_id varchar,
    responder varchar,                  -- signature, else the account that answered
    removed_at timestamptz,             -- the author took all of it back before an answer
    wait_seconds double,                -- answered or removed; null: still open
    started_business_seconds double not null,   -- open seconds of the calendar before started_at
    business_wait_seconds double,       -- answered or removed; null: still open
    due_at timestamptz not null,
    conversation_key uinteger           -- of conversation_id, as in posts
)
