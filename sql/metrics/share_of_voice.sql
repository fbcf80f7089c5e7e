-- Whose brand is spoken of, over the weeks that a run of days touches.
--
-- Of what others wrote, as in share_of_voice_by_week; all sources.
--
-- Parameters: first_date, last_date
-- Grain: brand
--
-- brand           varchar  key in earshot.toml
-- name            varchar  as people write it
-- role            varchar  own, competitor
-- mention_count   bigint   inbound mentions
-- mention_share   double   0 .. 1 of all tracked brands' mentions
-- audience_share  double   0 .. 1 of all tracked brands' known audience; null: unknown
with

voices as (

    select
        brand,
        role,
        cast(sum(mention_count) as bigint) as mention_count,
        sum(audience) as audience
    from share_of_voice_by_week
    where
        (first_date is null or week_date > cast(first_date as date) - 7)
        and (last_date is null or week_date <= cast(last_date as date))
    group by brand, role

)

select
    voices.brand,
    brands.name,
    voices.role,
    voices.mention_count,
    voices.mention_count / nullif(sum(voices.mention_count) over (), 0) as mention_share,
    voices.audience / nullif(sum(voices.audience) over (), 0) as audience_share
from voices
inner join brands
    on voices.brand = brands.brand
