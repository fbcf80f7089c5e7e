-- What is kept of the turns that a period and filters keep.
--
-- A period keeps a turn by its first post, and so does a filter, of one value or several, a line
-- for each: source, lang, topic (one of the post's), kind, audience (an audience_band), words (in
-- its title or text, whatever their case and accents). What is not known is unknown. Without a
-- brand all are kept, or those of the brands that the filter brand names, without a moment the time
-- is open.
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
    and is_one_of(turn_facts.brand, filters['brand'])
    and in_own_days(turn_facts.brand, turn_facts.started_at, filters['own_days'])
    and is_one_of(turn_facts.source, filters['source'])
    and is_one_of(turn_facts.lang, filters['lang'])
    and is_one_of(audience_band(turn_facts.estimated_audience), filters['audience'])
    and (filters['topic'] is null or has_topic(turn_facts.topics, filters['topic']))
    and (
        coalesce(filters['words'], filters['kind']) is null
        or turn_facts.turn_id in (
            select posts.post_id
            from posts
            where
                -- Nobody's posts are read where nothing is asked of them.
                coalesce(filters['words'], filters['kind']) is not null
                and (brand is null or posts.brand = brand)
                and is_one_of(posts.kind, filters['kind'])
                and (
                    filters['words'] is null
                    or holds_words(posts.title, posts.text, filters['words'])
                )
        )
    )
    and keys_known(
        filters,
        ['brand', 'own_days', 'source', 'lang', 'topic', 'kind', 'audience', 'words']
    )
