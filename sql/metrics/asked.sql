-- Posts of others that ask something, and whether each holds one of some words.
--
-- A question mark outside links tells (holds_question); reposts are left out. Words stand in title
-- or text as they are, whatever their case and accents. Posts written while a spike of the whole
-- brand ran are marked, since they fill weeks with one subject. Filters are those of
-- filtered_mentions.
--
-- Parameters: brand, words, filters := map {}
-- Grain: post_id
--
-- post_id     varchar                   the post
-- created_at  timestamp with time zone  when it was written
-- local_date  date                      the same, in the brand's time zone
-- source      varchar                   where
-- person      varchar                   its author; where unknown, the post
-- title       varchar                   of a review; null for most
-- text        varchar                   what it says
-- is_hit      boolean                   holds one of the words, a line each
-- is_spike    boolean                   written while a spike of the whole brand ran
select
    mentions.post_id,
    mentions.created_at,
    mentions.local_date,
    mentions.source,
    coalesce(mentions.author_id, mentions.post_id) as person,
    mentions.title,
    mentions.text,
    exists(
        select 1
        from unnest(string_split(words, chr(10))) as given (word)
        where
            given.word <> ''
            and holds_words(mentions.title, mentions.text, given.word)
    ) as is_hit,
    exists(
        select 1
        from spike_episodes
        where
            spike_episodes.brand = mentions.brand
            and spike_episodes.topic = ''
            and mentions.created_at >= spike_episodes.started_at
            and mentions.created_at < spike_episodes.last_at
    ) as is_spike
from inbound_mentions(brand, null, null, filters := filters) as mentions
where
    mentions.kind <> 'repost'
    and holds_question(concat_ws(' ', mentions.title, mentions.text))
