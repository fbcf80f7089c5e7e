-- What is kept of the turns that a period and filters keep.
--
-- A period keeps a turn by its first post, and so does a filter: source, lang, topic (one of the
-- post's), words (in its title or text, upper case or lower); lang and topic are unknown where
-- there is none. Without a brand all are kept, without a moment the time is open.
-- Where nothing by the brand itself was ever loaded, nobody knows what it answered: none of its
-- turns is kept, so that no figure claims that they wait.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: brand, turn_id
-- Columns: turn_facts
select turn_facts.*
from turn_facts
where
    (brand is null or turn_facts.brand = brand)
    and turn_facts.brand not in (
        select brand_voices.brand
        from brand_voices
        where not brand_voices.has_own_posts
    )
    and (since is null or turn_facts.started_at >= cast(since as timestamptz))
    and (until is null or turn_facts.started_at < cast(until as timestamptz))
    and (filters['source'] is null or turn_facts.source = filters['source'])
    and (filters['lang'] is null or coalesce(turn_facts.lang, 'unknown') = filters['lang'])
    and (filters['topic'] is null or has_topic(turn_facts.topics, filters['topic']))
    and (
        filters['words'] is null
        or turn_facts.turn_id in (
            select posts.post_id
            from posts
            where
                -- Nobody's words are read where none are asked for.
                filters['words'] is not null
                and (brand is null or posts.brand = brand)
                and holds_words(posts.title, posts.text, filters['words'])
        )
    )
    and keys_known(filters, ['source', 'lang', 'topic', 'words'])
