-- What mentions of one sentiment say more often than the others, the surest first.
--
-- $1 brand, $2 since, $3 until, $4 source or null, $5 polarity
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
from sentiment_terms($1, $2, $3, polarity := $5, source := cast($4 as varchar)) as found
inner join mentions
    on found.example_post_id = mentions.post_id and mentions.brand = $1
order by found.z_score desc, found.post_count desc, found.term asc
limit 12
