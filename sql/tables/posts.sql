-- Every post held, with what was derived from its text and its thread.
--
-- Grain: post_id, brand (null: about no tracked brand, kept as context and for later brands)
--
-- The keys are 32 bits of each id's md5: a batch finds what it touches by reading four bytes a row.
-- Two ids may share a key, so whoever looks up by key compares the ids afterwards. Ids of parents
-- and authors repeat now and then, where DuckDB's dictionaries make a single row dear to read.
create table posts (  -- noqa: PRS
    post_id varchar not null,           -- source:id
    brand varchar,
    source varchar not null,
    -- as delivered
    parent_id varchar using compression zstd,   -- source:id; a reply to itself has none
    given_conversation_id varchar,      -- source:id of the thread, where the source names it
    given_brand varchar,
    is_brand_by_thread boolean not null,
    is_declared_outbound boolean not null,
    is_declared_addressed boolean,
    kind varchar not null,
    author_id varchar using compression zstd,
    author_handle varchar,
    author_name varchar,
    author_followers bigint,
    author_is_bot boolean not null,
    title varchar,
    text varchar not null,
    declared_lang varchar,
    url varchar,
    story varchar using compression zstd,   -- address of what several sources may list
    created_at timestamptz not null,
    rating double,
    given_polarity varchar,             -- what another tool said; null: none did
    like_count bigint,
    share_count bigint,
    reply_count bigint,
    view_count bigint,
    removed_at timestamptz,
    edited_at timestamptz,
    erased_at timestamptz,              -- its words were taken out here; null: they stand
    observed_at timestamptz not null,   -- when this state was read
    first_seen_at timestamptz not null,
    run_id varchar not null,            -- the run that last changed it
    -- derived from the text
    lang varchar,                       -- null: not recognised
    sentiment double,                   -- -1 .. 1; null: language not supported
    polarity varchar,                   -- positive, neutral, negative
    scorer varchar,
    scorer_version varchar,
    has_complaint_word boolean not null,
    is_question boolean not null,
    reply_cue varchar,                  -- asks, thanks, others (somebody else's case); null: neither
    complaint_score double,             -- 0 .. 1; null: unscored
    certainty double,                   -- 0 .. 1, of the scorer's class; null: not given
    topics varchar[] not null,
    matched_brands varchar[] not null,  -- named in any way
    addressed_brands varchar[] not null,    -- one of their accounts is named
    reply_key varchar,                  -- of an outbound text, names and numbers left out
    signature varchar,                  -- of an outbound text: AB, Anna
    -- what a text shares with its copies (ingest/reading/copies.py); a short one has the first, a
    -- voice of its own none; the fourth is of its story, and the first too where it has no other
    copy_band_1 ubigint,
    copy_band_2 ubigint,
    copy_band_3 ubigint,
    copy_band_4 ubigint,
    copy_group ubigint,                 -- posts that say nearly the same; null: no other one does
    -- derived from the thread
    conversation_id varchar not null,
    direction varchar,                  -- inbound, outbound
    is_quick_reply boolean not null,    -- outbound, within 5 s of its parent
    is_automated boolean not null,      -- outbound by a machine
    is_addressed boolean,               -- inbound and said to the brand; null: derived before
    is_complaint boolean not null,
    complaint_reason varchar,           -- rating, word, address, evidence, person
    needs_reply boolean not null,
    reply_reason varchar,               -- review, reply, named, page, complaint, question, answered
    local_date date,                    -- of created_at, in the brand's time zone
    -- what people said of it; it stands in sentiment, polarity, topics and complaint_reason, and
    -- what was read out of the text stands here then
    label_polarity varchar,             -- null: nobody said
    labelled_by varchar,
    labelled_at timestamptz,            -- null: nobody said anything
    labels_key ubigint,                 -- of all that was said
    read_sentiment double,
    read_polarity varchar,
    read_topics varchar[],
    read_complaint_reason varchar,
    -- for look-ups
    post_key uinteger,
    parent_key uinteger,
    conversation_key uinteger
)
