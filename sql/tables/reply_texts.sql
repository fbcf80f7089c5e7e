-- Replies that a person of the brand wrote, as text: refreshed for touched conversations only.
--
-- Grain: brand, post_id
create table reply_texts (
    brand varchar not null,
    post_id varchar not null,
    conversation_id varchar not null,
    source varchar not null,
    replied_at timestamptz not null,
    responder varchar,                  -- signature, else the account
    skeleton varchar,                   -- reply_skeleton, as its md5; null: under four words
    word_count bigint not null,         -- of what is left of the text without address and names
    shared_count bigint,                -- its words that the answered post has, courtesies left out
    says_something boolean not null,    -- a link, time, amount or step, or a word of the post
    moves_private boolean not null,     -- asks to go on where nobody else reads
    conversation_key uinteger           -- of conversation_id, as in posts
)
