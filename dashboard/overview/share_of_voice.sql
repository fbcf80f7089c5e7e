-- Whose brand is spoken of, over the weeks that the period touches.
--
-- Grain: brand
select
    v.brand,
    b.name,
    v.role,
    sum(v.mention_count) as mention_count,
    sum(v.mention_count) / nullif(sum(sum(v.mention_count)) over (), 0) as mention_share,
    sum(v.audience) / nullif(sum(sum(v.audience)) over (), 0) as audience_share
from share_of_voice_by_week as v
inner join brands as b on v.brand = b.brand
where v.week_date > cast($first_date as date) - 7 and v.week_date <= cast($last_date as date)
group by v.brand, b.name, v.role
order by mention_share desc, v.brand asc
