-- What mentions of one sentiment say more often than the others, each with a post that says it.
--
-- Grain: term
select
    found.*,
    concat_ws('. ', mentions.title, mentions.text) as example_text
from
    sentiment_terms(
        $brand, $since, $until, polarity := $polarity, filters := $filters
    ) as found
inner join mentions
    on
        found.example_post_id = mentions.post_id
        and mentions.brand = $brand
        and mentions.created_at >= coalesce($since, timestamptz '-infinity')
        and mentions.created_at < coalesce($until, timestamptz 'infinity')
order by found.z_score desc, found.post_count desc, found.term asc
limit 12
