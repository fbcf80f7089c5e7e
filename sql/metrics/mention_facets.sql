-- How many mentions each value of a facet would leave, beside all that is picked of the others.
--
-- A facet is source, topic (a mention of several counts in each), lang, kind, audience (an
-- audience_band), direction, polarity, complaint and needs_reply (yes, no). What is picked of them,
-- a line for each value, narrows the counts of every facet but its own; filters and facets narrow
-- all, as in drill_through. What is not known is unknown, of sentiment unscored.
-- Without a brand they are of those that the filter brand names, and a post that speaks of two of
-- them counts once: where it is read in two ways, in each.
--
-- Parameters: brand, since, until, filters := map {}, facets := map {}, picked := map {}
-- Grain: facet, value
--
-- facet          varchar  see above
-- value          varchar  as filters and facets take it
-- mention_count  bigint   that it would leave; a value that leaves none is not listed
with

-- What is alike in all of this counts as one: a scan of the posts, then thousands of rows at most.
alike as (

    select
        kept.source,
        kept.lang,
        kept.kind,
        kept.audience,
        kept.direction,
        kept.polarity,
        kept.is_complaint,
        kept.needs_reply,
        kept.topics,
        case when brand is null then kept.post_id end as shared_post,
        count(*) as mention_count
    from (
        select
            *,
            audience_band(estimated_audience) as audience
        from looked_up_mentions(brand, since, until, filters := filters, facets := facets)
    ) as kept
    group by
        kept.source,
        kept.lang,
        kept.kind,
        kept.audience,
        kept.direction,
        kept.polarity,
        kept.is_complaint,
        kept.needs_reply,
        kept.topics,
        case when brand is null then kept.post_id end

),

named as (

    select
        alike.source,
        alike.kind,
        alike.audience,
        alike.direction,
        alike.topics,
        alike.shared_post,
        alike.mention_count,
        coalesce(alike.lang, 'unknown') as lang,
        coalesce(alike.polarity, 'unscored') as polarity,
        case when alike.is_complaint then 'yes' else 'no' end as complaint,
        case when alike.needs_reply then 'yes' else 'no' end as needs_reply
    from alike

),

held as (

    select
        named.*,
        not is_one_of(named.source, picked['source']) as misses_source,
        not is_one_of(named.lang, picked['lang']) as misses_lang,
        not is_one_of(named.kind, picked['kind']) as misses_kind,
        not is_one_of(named.audience, picked['audience']) as misses_audience,
        not is_one_of(named.direction, picked['direction']) as misses_direction,
        not is_one_of(named.polarity, picked['polarity']) as misses_polarity,
        not is_one_of(named.complaint, picked['complaint']) as misses_complaint,
        not is_one_of(named.needs_reply, picked['needs_reply']) as misses_needs_reply,
        picked['topic'] is not null and not has_topic(named.topics, picked['topic'])
            as misses_topic
    from named
    where
        keys_known(
            picked,
            [
                'source', 'lang', 'topic', 'kind', 'audience', 'direction', 'polarity',
                'complaint', 'needs_reply'
            ]
        )

),

counted as (

    select
        held.*,
        cast(misses_source as integer) + cast(misses_lang as integer)
        + cast(misses_kind as integer) + cast(misses_audience as integer)
        + cast(misses_direction as integer) + cast(misses_polarity as integer)
        + cast(misses_complaint as integer) + cast(misses_needs_reply as integer)
        + cast(misses_topic as integer) as miss_count
    from held

),

told as (

    select
        counted.mention_count,
        counted.shared_post,
        counted.miss_count,
        unnest([
            struct_pack(facet := 'source', value := source, is_missed := misses_source),
            struct_pack(facet := 'lang', value := lang, is_missed := misses_lang),
            struct_pack(facet := 'kind', value := kind, is_missed := misses_kind),
            struct_pack(facet := 'audience', value := audience, is_missed := misses_audience),
            struct_pack(facet := 'direction', value := direction, is_missed := misses_direction),
            struct_pack(facet := 'polarity', value := polarity, is_missed := misses_polarity),
            struct_pack(facet := 'complaint', value := complaint, is_missed := misses_complaint),
            struct_pack(
                facet := 'needs_reply', value := needs_reply, is_missed := misses_needs_reply
            )
        ]) as one
    from counted
    where counted.miss_count < 2
    union all
    select
        counted.mention_count,
        counted.shared_post,
        counted.miss_count,
        struct_pack(
            facet := 'topic',
            value := unnest(
                case when len(counted.topics) > 0 then counted.topics else ['unknown'] end
            ),
            is_missed := counted.misses_topic
        ) as one
    from counted
    where counted.miss_count < 2

)

select
    one['facet'] as facet,
    one['value'] as value,
    cast(coalesce(sum(mention_count) filter (where shared_post is null), 0) as bigint)
    + count(distinct shared_post) as mention_count
from told
where miss_count = cast(one['is_missed'] as integer)
group by
    one['facet'],
    one['value']
