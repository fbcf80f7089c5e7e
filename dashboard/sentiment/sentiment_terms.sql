-- What mentions of one sentiment say more often than the others, the surest first.
--
-- Grain: term
select
    found.term,
    found.post_count,
    found.post_total,
    found.post_share,
    found.other_count,
    found.other_total,
    found.other_share,
    found.times_other,
    found.times_low,
    found.times_high,
    found.example_post_id,
    coalesce(mentions.title || '. ', '') || mentions.text as example_text
from sentiment_terms($brand, $since, $until, polarity := $polarity, source := cast($source as varchar)) as found
inner join mentions
    on found.example_post_id = mentions.post_id and mentions.brand = $brand
order by found.z_score desc, found.post_count desc, found.term asc
limit 12
