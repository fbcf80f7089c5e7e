-- Whose brand is spoken of, over the weeks that a run of days touches.
--
-- Intervals are over voices, as in mentions_by_voice; the largest voice of a brand may say much of
-- it alone, so each share stands beside the one without it. An audience is counted where it is
-- known. Of what others wrote, all sources; by week see share_of_voice_by_week.
--
-- Parameters: first_date, last_date
-- Grain: brand
--
-- brand                   varchar  key in earshot.toml
-- name                    varchar  as people write it
-- role                    varchar  own, competitor
-- mention_count           bigint   inbound mentions
-- mention_share           double   0 .. 1 of all tracked brands' mentions
-- mention_share_low       double   0 .. 1, 95 % interval
-- mention_share_high      double   0 .. 1, 95 % interval
-- largest_count           bigint   mentions of the brand's largest voice
-- mention_share_without   double   0 .. 1 without that voice; null: nothing else is said
-- audience_share          double   0 .. 1 of all tracked brands' known audience; null: unknown
-- audience_share_low      double   0 .. 1, 95 % interval; null as above
-- audience_share_high     double   0 .. 1, 95 % interval; null as above
-- largest_audience_share  double   0 .. 1 of the brand's audience that its loudest voice has
-- audience_share_without  double   0 .. 1 without that voice; null: nobody else is heard
with

spoken as (

    select
        mentions.brand,
        mentions.voice,
        bool_or(mentions.copy_group is not null) as is_copied,
        count(*) as mention_count,
        count(mentions.estimated_audience) as known_count,
        coalesce(sum(mentions.estimated_audience), 0) as audience
    from mentions
    where
        mentions.direction = 'inbound'
        -- The days first: they are stored in order.
        and (first_date is null or mentions.local_date > cast(first_date as date) - 7)
        and (last_date is null or mentions.local_date < cast(last_date as date) + 7)
        and (
            first_date is null
            or date_trunc('week', mentions.local_date) > cast(first_date as date) - 7
        )
        and (
            last_date is null or date_trunc('week', mentions.local_date) <= cast(last_date as date)
        )
    group by mentions.brand, mentions.voice

),

-- A voice may speak of several brands: of each it says a part.
wholes as (

    select
        voice,
        bool_or(is_copied) as is_copied,
        sum(mention_count) as mention_count,
        sum(audience) as audience
    from spoken
    group by voice

),

totals as (

    select
        voice_sums(0, 0, mention_count, is_copied) as mentions,
        -- How far people of one conversation are reached together is not known: as one.
        voice_sums(0, 0, audience, true) as audiences
    from wholes

),

parts as (

    select
        spoken.brand,
        voice_sums(
            spoken.mention_count, spoken.mention_count, wholes.mention_count, wholes.is_copied
        ) as mentions,
        voice_sums(spoken.audience, spoken.audience, wholes.audience, true) as audiences,
        max(spoken.mention_count) as largest_count,
        max(spoken.audience) as largest_audience,
        sum(spoken.known_count) > 0 as is_heard
    from spoken
    inner join wholes
        on spoken.voice = wholes.voice
    group by spoken.brand

),

-- Voices that say nothing of the brand count in the whole.
summed as (

    select
        parts.brand,
        parts.is_heard,
        parts.mentions.part as mention_count,
        parts.audiences.part as audience,
        parts.largest_count,
        parts.largest_audience,
        totals.mentions.whole as mention_total,
        totals.audiences.whole as audience_total,
        {
            'part': parts.mentions.part,
            'square': parts.mentions.square,
            'whole': totals.mentions.whole,
            'part_square': parts.mentions.part_square,
            'product': parts.mentions.product,
            'whole_square': totals.mentions.whole_square,
            'copied_part_square': parts.mentions.copied_part_square,
            'copied_product': parts.mentions.copied_product,
            'copied_whole_square': totals.mentions.copied_whole_square,
            'single': totals.mentions.single,
            'voices': totals.mentions.voices
        } as mention_sums,
        {
            'part': parts.audiences.part,
            'square': parts.audiences.square,
            'whole': totals.audiences.whole,
            'part_square': parts.audiences.part_square,
            'product': parts.audiences.product,
            'whole_square': totals.audiences.whole_square,
            'copied_part_square': parts.audiences.copied_part_square,
            'copied_product': parts.audiences.copied_product,
            'copied_whole_square': totals.audiences.copied_whole_square,
            'single': totals.audiences.single,
            'voices': totals.audiences.voices
        } as audience_sums
    from parts
    cross join totals

),

meant as (

    select
        summed.*,
        voice_mean(mention_sums) as mention_share,
        voice_mean(audience_sums) as audience_mean
    from summed

),

shares as (

    select
        meant.*,
        voice_count(mention_sums, mention_share, 0) as mention_voices,
        case when is_heard then audience_mean end as audience_share,
        voice_count(audience_sums, audience_mean, 0) as audience_voices
    from meant

)

select
    shares.brand,
    brands.name,
    brands.role,
    cast(shares.mention_count as bigint) as mention_count,
    shares.mention_share,
    voice_low(shares.mention_share, shares.mention_voices, 0) as mention_share_low,
    voice_high(shares.mention_share, shares.mention_voices, 0) as mention_share_high,
    shares.largest_count,
    (shares.mention_count - shares.largest_count)
    / nullif(shares.mention_total - shares.largest_count, 0) as mention_share_without,
    shares.audience_share,
    voice_low(shares.audience_share, shares.audience_voices, 0) as audience_share_low,
    voice_high(shares.audience_share, shares.audience_voices, 0) as audience_share_high,
    shares.largest_audience / nullif(shares.audience, 0) as largest_audience_share,
    (case when shares.is_heard then shares.audience end - shares.largest_audience)
    / nullif(shares.audience_total - shares.largest_audience, 0) as audience_share_without
from shares
inner join brands
    on shares.brand = brands.brand
