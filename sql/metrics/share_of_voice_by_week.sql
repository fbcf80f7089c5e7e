-- Whose brand is spoken of, among one's own and the tracked competitors.
--
-- An audience is counted where it is known; the share of mentions without one stands beside it.
--
-- Grain: brand, week_date
--
-- brand                   varchar  key in earshot.toml
-- role                    varchar  own, competitor
-- week_date               date     Monday of the week in the brand's time zone
-- mention_count           bigint   inbound mentions
-- mention_share           double   0 .. 1 of all tracked brands' mentions of that week
-- audience                double   estimated people reached, summed over mentions; null: unknown
-- audience_share          double   0 .. 1 of all tracked brands' audience
-- unknown_audience_share  double   0 .. 1 of the brand's mentions whose audience is unknown
with

weekly as (

    select
        mentions.brand,
        cast(date_trunc('week', mentions.local_date) as date) as week_date,
        count(*) as mention_count,
        sum(mentions.estimated_audience) as audience,
        count(*) - count(mentions.estimated_audience) as unknown_count
    from mentions
    where mentions.direction = 'inbound'
    group by mentions.brand, date_trunc('week', mentions.local_date)

),

totals as (

    select
        weekly.week_date,
        sum(weekly.mention_count) as mention_count,
        sum(weekly.audience) as audience
    from weekly
    group by weekly.week_date

)

select
    weekly.brand,
    brands.role,
    weekly.week_date,
    weekly.mention_count,
    weekly.mention_count / nullif(totals.mention_count, 0) as mention_share,
    weekly.audience,
    weekly.audience / nullif(totals.audience, 0) as audience_share,
    weekly.unknown_count / nullif(weekly.mention_count, 0) as unknown_audience_share
from weekly
inner join brands
    on weekly.brand = brands.brand
inner join totals
    on weekly.week_date = totals.week_date
