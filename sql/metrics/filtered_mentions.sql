-- Mentions that a period and filters keep: what every figure of mentions counts.
--
-- A filter is a name and a value, or several values, a line for each: source, lang, topic (one of
-- the mention's), kind, audience (an audience_band); words stand in title or text as they are,
-- whatever their case and accents. What is not known is unknown. Without a brand all are kept, or
-- those of the brands that the filter brand names, without a moment the time is open. own_days
-- cuts the time for each brand by itself, see in_own_days.
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
    and is_one_of(mentions.brand, filters['brand'])
    and in_own_days(mentions.brand, mentions.created_at, filters['own_days'])
    and is_one_of(mentions.source, filters['source'])
    and is_one_of(mentions.lang, filters['lang'])
    and is_one_of(mentions.kind, filters['kind'])
    and is_one_of(audience_band(mentions.estimated_audience), filters['audience'])
    and (filters['topic'] is null or has_topic(mentions.topics, filters['topic']))
    and (
        filters['words'] is null
        or holds_words(mentions.title, mentions.text, filters['words'])
    )
    and keys_known(
        filters,
        ['brand', 'own_days', 'source', 'lang', 'topic', 'kind', 'audience', 'words']
    )
