-- Mentions that a period and filters keep: what every figure of mentions counts.
--
-- A filter is a name and a value: source, lang, topic (one of the mention's), words (in title or
-- text, upper case or lower); lang and topic are unknown where there is none. Without a brand all
-- are kept, without a moment the time is open.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: post_id, brand
-- Columns: mentions
select mentions.*
from mentions
where
    (brand is null or mentions.brand = brand)
    and (since is null or mentions.created_at >= cast(since as timestamptz))
    and (until is null or mentions.created_at < cast(until as timestamptz))
    and (filters['source'] is null or mentions.source = filters['source'])
    and (filters['lang'] is null or coalesce(mentions.lang, 'unknown') = filters['lang'])
    and (filters['topic'] is null or has_topic(mentions.topics, filters['topic']))
    and (
        filters['words'] is null
        or holds_words(mentions.title, mentions.text, filters['words'])
    )
    and keys_known(filters, ['source', 'lang', 'topic', 'words'])
